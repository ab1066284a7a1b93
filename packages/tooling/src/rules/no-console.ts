import { mentionsOutside } from './mentions-outside.ts';
import type { Rule } from './rule.ts';

/** What talks to a person at a terminal rather than to a log. */
const TERMINAL = /^apps\/standalone\/|^packages\/cli\//;

export const noConsole: Rule = {
  name: 'no-console',
  reason:
    'A line past the logger has no time, level or request id and no redaction: use the Logger that was handed in.',
  find: (repository) =>
    mentionsOutside(repository, {
      isMeant: (mention) => /^console\.\w+$/.test(mention),
      isAllowed: ({ path, role }) => role !== 'product' || TERMINAL.test(path),
      message: (mention) => `prints by ${mention}`,
    }),
};
