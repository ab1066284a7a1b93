import type { Rule, Violation } from './rule.ts';

const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Named for a construct of the language or for nothing at all. */
const SAYS_NOTHING = new Set(
  'util utils helper helpers common shared core misc class classes interface interfaces type types enums constants dto dtos'.split(
    ' ',
  ),
);
const SUFFIXES = new Set(['test', 'endpoint', 'conformance', 'generated']);

const SOURCE = /^(?:apps|packages|tools)\/.*\.(?:[mc]?[jt]sx?)$/;
const CONFIG = /\.config$/;

const problemsOf = (path: string): string[] => {
  const folders = path.split('/').slice(0, -1);
  const file = path.split('/').at(-1) ?? '';
  const stem = file.replace(/\.[mc]?[jt]sx?$/, '');
  const [base = '', ...suffixes] = stem.replace(CONFIG, '').split('.');
  return [
    ...[...folders, base]
      .filter((name) => SAYS_NOTHING.has(name))
      .map((name) => `the name ${name} says nothing`),
    ...[...folders, base]
      .filter((name) => !KEBAB.test(name))
      .map((name) => `${name} is not kebab-case`),
    ...suffixes
      .filter((suffix) => !SUFFIXES.has(suffix))
      .map((suffix) => `the suffix .${suffix} is not one of ours`),
  ];
};

export const plainNames: Rule = {
  name: 'plain-names',
  reason:
    'The list of files is the glossary: a file is named in kebab-case for its one main export, a folder ' +
    'for a noun of the domain, so that a reader knows where a new line belongs.',
  find: ({ tree }): Violation[] =>
    [...tree.keys()]
      .filter((path) => SOURCE.test(path))
      .flatMap((path) => problemsOf(path).map((message) => ({ file: path, message }))),
};
