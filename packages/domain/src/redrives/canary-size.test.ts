import { canarySize } from './canary-size.ts';

test.each([
  { total: 10_000, share: 0.01, size: 100 },
  { total: 1_001, share: 0.01, size: 11 },
  { total: 50, share: 0.01, size: 1 },
  { total: 3, share: 1, size: 3 },
  { total: 0, share: 0.01, size: 0 },
])('of $total a share of $share is $size', ({ total, share, size }) => {
  expect(canarySize(total, share)).toBe(size);
});
