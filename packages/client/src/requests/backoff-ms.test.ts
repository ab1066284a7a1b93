import { backoffMs } from './backoff-ms.ts';

test.each([
  [1, 0, 50],
  [1, 1, 100],
  [2, 0, 100],
  [4, 1, 800],
  [9, 1, 1_000],
  [99, 0, 500],
])('after %i failures, at %d of its jitter, it is %i ms', (failures, random, expected) => {
  expect(backoffMs(failures, { baseMs: 100, capMs: 1_000, random: () => random })).toBe(expected);
});
