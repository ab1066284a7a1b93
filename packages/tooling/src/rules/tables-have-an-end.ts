import type { Rule } from './rule.ts';

const MIGRATION = /^packages\/repositories\/src\/migrations\/\d{4}-.*\.ts$/;
const CREATE = /CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?([\w.]+)/g;
const PAGE = 'docs/retention.md';

export const tablesHaveAnEnd: Rule = {
  name: 'tables-have-an-end',
  reason: 'A table that nobody empties fills the disk in the end, and nobody remembers why.',
  find: ({ tree }) => {
    const page = tree.get(PAGE) ?? '';
    return [...tree]
      .filter(([file]) => MIGRATION.test(file))
      .flatMap(([file, text]) =>
        text.split('\n').flatMap((line, index) =>
          Array.from(line.matchAll(CREATE), ([, table = '']) => table)
            .filter((table) => !page.includes(`\`${table}\``) && !line.includes('PARTITION OF'))
            .map((table) => ({
              file,
              line: index + 1,
              message: `makes the table ${table}; ${PAGE} does not say when its rows go`,
            })),
        ),
      );
  },
};
