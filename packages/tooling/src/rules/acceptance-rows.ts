import type { Rule } from './rule.ts';

const PAGE = 'docs/acceptance.md';
const ROW = /^\| (\d+) +\|/;
const NAMED = /`([\w./-]+\.ts)`/g;
const ROWS = 40;

export const acceptanceRows: Rule = {
  name: 'acceptance-rows',
  reason:
    'What is promised for each hostile input and fault is shown by a test that names its row.',
  find: ({ tree }) => {
    const lines = (tree.get(PAGE) ?? '').split('\n');
    const shown = new Map(
      lines.flatMap((line) => {
        const row = ROW.exec(line)?.[1];
        if (row === undefined) return [];
        return [[Number(row), Array.from(line.matchAll(NAMED), ([, file = '']) => file)]] as const;
      }),
    );
    return Array.from({ length: ROWS }, (_, i) => i + 1).flatMap((row) => {
      const files = shown.get(row) ?? [];
      if (files.length === 0) return [{ file: PAGE, message: `names no test for row ${row}` }];
      const tag = new RegExp(`\\brow ${row}\\b`);
      return files
        .filter((file) => !tag.test(tree.get(file) ?? ''))
        .map((file) => ({ file: PAGE, message: `${file} does not name row ${row}` }));
    });
  },
};
