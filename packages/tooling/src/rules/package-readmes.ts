import type { Rule } from './rule.ts';

/** Purpose, what it may import, one example: that does not fit into less. */
const LEAST_LINES = 5;

export const packageReadmes: Rule = {
  name: 'package-readmes',
  reason:
    'Each package says in about ten lines what it is for, what it may import and how it is used, so that ' +
    'one finds the right one without reading all.',
  find: ({ packages, tree }) =>
    packages.flatMap(({ folder }) => {
      const file = `${folder}/README.md`;
      const text = tree.get(file);
      if (text === undefined) return [{ file, message: 'is missing' }];
      const lines = text.split('\n').filter((line) => line.trim() !== '').length;
      return lines >= LEAST_LINES ? [] : [{ file, message: `says too little in ${lines} lines` }];
    }),
};
