import type { Rule } from './rule.ts';

const REPOSITORIES = 'packages/repositories/src/';
const MIGRATIONS = `${REPOSITORIES}migrations/`;

const ENDS = '(?:sent|delivered|failed|expired|cancelled|suppressed)';

/** What a tenant can be told of, and what a statement returns that tells it. */
const CHANGES = [
  {
    what: 'ends a delivery',
    in: new RegExp(`UPDATE delivery\\b[^;\`]*?\\bSET (?:(?!WHERE)[^;\`])*?\\bstatus = '${ENDS}'`),
    told: 'TOLD_OF_DELIVERY',
  },
  {
    what: 'writes a dead letter',
    in: /INSERT INTO dead_letter\b[^`;]*\(/,
    told: 'TOLD_OF_DEAD_LETTER',
  },
  {
    what: 'suppresses an address',
    in: /INSERT INTO suppression\b[^`;]*\(/,
    told: 'TOLD_OF_SUPPRESSION',
  },
];

export const changesAreTold: Rule = {
  name: 'changes-are-told',
  reason:
    'Event endpoints and the event log hear of every change or cannot be relied on: end the statement ' +
    'with eventParts (packages/repositories/src/events), so that change and event commit together.',
  find: ({ sources }) =>
    sources
      .filter(({ path, role }) => role === 'product' && path.startsWith(REPOSITORIES))
      .filter(({ path }) => !path.startsWith(MIGRATIONS))
      .flatMap(({ path, text }) =>
        CHANGES.filter((change) => change.in.test(text) && !text.includes(change.told)).map(
          ({ what, told }) => ({ file: path, message: `${what} and does not return ${told}` }),
        ),
      ),
};
