import { mostWithin } from './most-within.ts';

test.each([
  [[], 0],
  [[5], 1],
  [[0, 999, 1_000], 2],
  [[0, 500, 999, 1_400, 1_499], 4],
  [[1_499, 0, 999, 500, 1_400], 4],
])('of %j at most %i lie within a second', (times, most) => {
  expect(mostWithin(times, 1_000)).toBe(most);
});
