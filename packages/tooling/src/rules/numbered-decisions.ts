import type { Rule, Violation } from './rule.ts';

const FOLDER = 'docs/adr/';
const INDEX = `${FOLDER}README.md`;
const NUMBER = /^# \d+\. /;
const DECISION = /^docs\/adr\/(\d{4})-[\w-]+\.md$/;

const misnumbered = (file: string, number: number, expected: number): Violation[] => {
  if (number === expected) return [];
  const message =
    number < expected ? `number ${number} is taken` : `number ${expected} is left out before it`;
  return [{ file, message }];
};

/** What the list calls a decision: its title, or the beginning of one that is long. */
const nameIn = (index: readonly string[], number: number, file: string): string | undefined => {
  const [before, after] = [`${number}. [`, `](${file})`];
  const line = index.find((text) => text.startsWith(before) && text.endsWith(after));
  return line?.slice(before.length, -after.length);
};

export const numberedDecisions: Rule = {
  name: 'numbered-decisions',
  reason:
    'A decision is cited by its number, for years: two with one number, or one that the list leaves out, ' +
    'is not found.',
  find: ({ tree }) => {
    const decisions = [...tree.keys()].filter((file) => DECISION.test(file)).toSorted();
    const index = (tree.get(INDEX) ?? '').split('\n');
    let expected = 1;
    return decisions.flatMap((file) => {
      const number = Number(DECISION.exec(file)?.[1]);
      const found = misnumbered(file, number, expected);
      expected = Math.max(expected, number + 1);
      const title = (tree.get(file) ?? '').split('\n', 1)[0] ?? '';
      if (!title.startsWith(`# ${number}. `)) {
        found.push({ file, line: 1, message: `its title does not begin with "# ${number}. "` });
      }
      const name = nameIn(index, number, file.slice(FOLDER.length));
      if (name === undefined || !title.replace(NUMBER, '').startsWith(name)) {
        found.push({ file: INDEX, message: `does not list ${number}. by its title` });
      }
      return found;
    });
  },
};
