import { heapGrowth } from './growth.ts';

const held = (...megabytes: number[]) =>
  megabytes.map((n) => ({ heapBytes: n * 1_000_000, residentBytes: 0 }));

test('a heap that comes back to where it was does not grow', () => {
  expect(heapGrowth(held(30, 60, 50, 90, 50, 70, 50, 80, 60))).toBe(0);
});

test('a heap that never comes back grows', () => {
  expect(heapGrowth(held(30, 40, 50, 60, 70, 80, 90, 100, 110))).toBeCloseTo(0.5);
});
