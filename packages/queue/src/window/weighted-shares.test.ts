import { weightedShares } from './weighted-shares.ts';

test('a tenant alone may have the whole window', () => {
  expect(weightedShares([1])).toEqual([1_000]);
});

test('two of the same weight have half each', () => {
  expect(weightedShares([1, 1])).toEqual([500, 500]);
});

test('others have their part by weight', () => {
  expect(weightedShares([1, 1, 2])).toEqual([250, 250, 500]);
});

test('nobody is left out, however many wait', () => {
  const shares = weightedShares([100, ...Array.from({ length: 5_000 }, () => 1)]);
  expect(Math.min(...shares)).toBe(1);
});
