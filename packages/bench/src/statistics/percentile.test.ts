import { percentile } from './percentile.ts';

test('lies between the two nearest samples', () => {
  expect(percentile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(percentile([10, 20, 30, 40, 50], 0.99)).toBeCloseTo(49.6);
});

test('of one sample is that sample', () => {
  expect(percentile([7], 0.99)).toBe(7);
});

test('of no samples is not a number', () => {
  expect(percentile([], 0.5)).toBeNaN();
});
