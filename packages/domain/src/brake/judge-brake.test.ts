import type { BrakeSettings } from './brake-settings.ts';
import { burstLimit, isBrakeable, judgeBrake } from './judge-brake.ts';

const settings: BrakeSettings = {
  enabled: true,
  factor: 10,
  minimumPerMinute: 100,
  maxBatch: 500,
  priorities: ['normal', 'low'],
  exemptCategories: ['orders'],
};
const quiet = { perMinute: 0, baselinePerMinute: 0 };

test('a tenant of whom nothing is known has the minimum', () => {
  expect(burstLimit(settings, quiet)).toBe(100);
  expect(judgeBrake(settings, quiet, 100)).toBeNull();
  expect(judgeBrake(settings, quiet, 101)).toBe('burst');
});

test('who is used to much may ask for so many times as much', () => {
  const used = { perMinute: 0, baselinePerMinute: 40.5 };
  expect(burstLimit(settings, used)).toBe(405);
  expect(judgeBrake(settings, { ...used, perMinute: 400 }, 5)).toBeNull();
  expect(judgeBrake(settings, { ...used, perMinute: 400 }, 6)).toBe('burst');
});

test('one that is too large is held for its size, also where the rate has room', () => {
  const used = { perMinute: 0, baselinePerMinute: 1_000 };
  expect(judgeBrake(settings, used, 500)).toBeNull();
  expect(judgeBrake(settings, used, 501)).toBe('size');
  expect(judgeBrake({ ...settings, maxBatch: null }, used, 501)).toBeNull();
});

test('a brake that is off holds nothing, and neither is nothing held', () => {
  expect(judgeBrake({ ...settings, enabled: false }, quiet, 10_000)).toBeNull();
  expect(judgeBrake(settings, { ...quiet, perMinute: 10_000 }, 0)).toBeNull();
});

test.each([
  ['critical', 'news', false],
  ['high', 'news', false],
  ['normal', 'orders', false],
  ['normal', 'news', true],
  ['low', 'transactional', true],
] as const)('%s of category %s: %s', (priority, category, expected) => {
  expect(isBrakeable(settings, { priority, category })).toBe(expected);
});
