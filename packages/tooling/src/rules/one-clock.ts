import { mentionsOutside } from './mentions-outside.ts';
import type { Rule } from './rule.ts';

const CLOCKS = new Set(['packages/runtime/src/time/clock.ts', 'apps/sandbox/src/clock.ts']);
const ASKS_THE_MACHINE = new Set(['new Date()', 'Date.now', 'Date()']);

export const oneClock: Rule = {
  name: 'one-clock',
  reason:
    'PostgreSQL’s clock decides what is due, expired and leased, and tests set the time they need: take ' +
    '`now` or a Clock as a parameter (performance.now() for durations).',
  find: (repository) =>
    mentionsOutside(repository, {
      isMeant: (mention) => ASKS_THE_MACHINE.has(mention),
      isAllowed: ({ path, role }) =>
        CLOCKS.has(path) || role === 'tool' || (role === 'test' && path.includes('/test/')),
      message: (mention) => `asks the machine for the time: ${mention}`,
    }),
};
