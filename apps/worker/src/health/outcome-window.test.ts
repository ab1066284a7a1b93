import type { Outcome } from '@carillon/domain';
import { createOutcomeWindow } from './outcome-window.ts';

const MINUTE_MS = 60_000;
const fill = (...parts: (readonly [outcome: Outcome, count: number, atMs: number])[]) => {
  const window = createOutcomeWindow();
  for (const [outcome, count, atMs] of parts) {
    for (let i = 0; i < count; i += 1) window.add({ outcome, isFirst: true }, atMs);
  }
  return window;
};

test('nine failures say nothing, ten do', () => {
  expect(fill(['transient', 9, 0]).opens()).toBe(false);
  expect(fill(['transient', 9, 0], ['ambiguous', 1, 0]).opens()).toBe(true);
});

test('three of ten that were well keep it closed only beside fewer than seven failures', () => {
  expect(fill(['accepted', 4, 0], ['transient', 6, 0]).opens()).toBe(false);
  expect(fill(['permanent_recipient', 3, 0], ['transient', 7, 0]).opens()).toBe(true);
});

test('thousands that were well a moment ago do not hide that it fails now', () => {
  expect(fill(['accepted', 5_000, 0], ['transient', 10, 4_000]).opens()).toBe(true);
});

test('what is older than a minute is forgotten', () => {
  expect(fill(['transient', 9, 0], ['transient', 1, MINUTE_MS]).opens()).toBe(false);
});

test('refusals for being too fast are neither', () => {
  expect(fill(['rate_limited', 50, 0]).opens()).toBe(false);
});

test('rates are measured over the time since the first call, a second at least', () => {
  const window = fill(['accepted', 30, 0], ['transient', 10, 10_000]);
  expect(window.steadyPerSecond(10_000)).toBe(4);
  expect(window.acceptedPerSecond(10_000)).toBe(3);
  expect(fill(['accepted', 5, 0]).steadyPerSecond(1)).toBe(5);
});
