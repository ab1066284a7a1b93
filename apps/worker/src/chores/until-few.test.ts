import { untilFew } from './until-few.ts';

test('more than one statement takes is deleted in one pass', async () => {
  let rows = 12_000;
  const remove = (most: number): Promise<number> => {
    const step = Math.min(most, rows);
    rows -= step;
    return Promise.resolve(step);
  };
  expect(await untilFew(remove)).toBe(12_000);
  expect(rows).toBe(0);
});
