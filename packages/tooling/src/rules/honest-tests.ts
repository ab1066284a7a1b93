import { edgesOf } from '../repository/edges-of.ts';
import { mentionsOutside } from './mentions-outside.ts';
import type { Rule } from './rule.ts';

const LEFT_OUT =
  /^(?:test|it|describe)(?:\.\w+)*\.(?:skip|only|todo|failing)$|^(?:x|f)(?:it|test|describe)\(\)$/;

export const honestTests: Rule = {
  name: 'honest-tests',
  reason:
    'A test that is left out, repeated until it is green or waits for time instead of a condition shows ' +
    'nothing: the suite starts what it needs, and `eventually()` waits for conditions.',
  find: (repository) => [
    ...mentionsOutside(repository, {
      isMeant: (mention) => LEFT_OUT.test(mention) || mention === 'jest.retryTimes',
      isAllowed: () => false,
      message: (mention) => `uses ${mention}`,
    }),
    ...mentionsOutside(repository, {
      isMeant: (mention) => mention === 'sleep',
      isAllowed: ({ role }) => role !== 'test',
      message: () => 'sleeps by setTimeout',
    }),
    ...edgesOf(repository)
      .filter(({ source }) => source.role === 'test')
      .filter(({ target }) => target.kind === 'builtin' && target.name === 'timers/promises')
      .map(({ source, line }) => ({
        file: source.path,
        line,
        message: 'sleeps by timers/promises',
      })),
  ],
};
