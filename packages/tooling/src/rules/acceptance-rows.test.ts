import { acceptanceRows } from './acceptance-rows.ts';
import { plant } from './plant.ts';

const PAGE = 'docs/acceptance.md';
const TEST = 'apps/api/test/all.test.ts';
const pageOf = (rows: number) =>
  Array.from({ length: rows }, (_, i) => `| ${i + 1} | input | \`${TEST}\` |`).join('\n');
const tests = Array.from({ length: 40 }, (_, i) => `test('row ${i + 1}: is shown')`).join('\n');

test('forty rows that tests name are well', () => {
  expect(plant(acceptanceRows, { [PAGE]: pageOf(40), [TEST]: tests })).toEqual([]);
});

test('a row without a test is found', () => {
  expect(plant(acceptanceRows, { [PAGE]: pageOf(39), [TEST]: tests })).toEqual([
    `${PAGE} names no test for row 40`,
  ]);
});

test('a test that does not name its row is found', () => {
  const files = { [PAGE]: pageOf(40), [TEST]: tests.replace('row 7:', 'row:') };
  expect(plant(acceptanceRows, files)).toEqual([`${PAGE} ${TEST} does not name row 7`]);
});
