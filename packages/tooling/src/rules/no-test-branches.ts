import type { Rule } from './rule.ts';
import { lineAt } from '../repository/source-file.ts';

const KNOWS_OF_TESTS = /JEST_WORKER_ID|NODE_ENV\W{1,10}test\b/g;

export const noTestBranches: Rule = {
  name: 'no-test-branches',
  reason:
    'Code that behaves differently under test is code that no test has seen: pass in what differs.',
  find: ({ sources }) =>
    sources
      .filter(({ role }) => role === 'product')
      .flatMap((source) =>
        [...source.text.matchAll(KNOWS_OF_TESTS)].map(({ 0: word, index }) => ({
          file: source.path,
          line: lineAt(source, index),
          message: `mentions ${word}`,
        })),
      ),
};
