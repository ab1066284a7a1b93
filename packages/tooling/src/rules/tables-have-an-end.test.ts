import { plant } from './plant.ts';
import { tablesHaveAnEnd } from './tables-have-an-end.ts';

const migration = 'packages/repositories/src/migrations/0001-foundation.ts';

test('a table whose end is written nowhere is found', () => {
  const files = {
    [migration]: 'const UP = `\nCREATE TABLE kept (\n);\nCREATE UNLOGGED TABLE carillon.grows (`;',
    'docs/retention.md': 'what is in `kept` goes after a day, `grows` is another',
  };
  expect(plant(tablesHaveAnEnd, files)).toEqual([
    `${migration}:4 makes the table carillon.grows; docs/retention.md does not say when its rows go`,
  ]);
});

test('partitions go with their tables', () => {
  const text = 'const UP = `CREATE TABLE kept_default PARTITION OF kept DEFAULT;`;';
  expect(plant(tablesHaveAnEnd, { [migration]: text, 'docs/retention.md': '' })).toEqual([]);
});
