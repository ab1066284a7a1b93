import type { Rule } from './rule.ts';

const ENTRY = /^(?:apps|packages)\/[^/]+\/src\/index\.ts$/;

export const noBarrels: Rule = {
  name: 'no-barrels',
  reason:
    'A barrel inside a package hides where a thing lives, loads what is not needed and is how import ' +
    'cycles begin: only src/index.ts passes on what others export.',
  find: ({ sources }) =>
    sources
      .filter(({ path }) => !ENTRY.test(path))
      .filter(({ path, isBarrel }) => isBarrel || /\/index\.tsx?$/.test(path))
      .map(({ path }) => ({ file: path, message: 'is a barrel inside a package' })),
};
