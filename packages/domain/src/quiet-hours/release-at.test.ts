import { deliveryIdOf, notificationIdFrom } from '../ids.ts';
import { RELEASE_SPREAD_MS, releaseAt } from './release-at.ts';

const until = new Date('2026-01-11T07:00:00Z');
const idOf = (i: number) =>
  notificationIdFrom(`0198f3a0-1111-7222-8333-4444${i.toString(16).padStart(4, '0')}5555`);
const delayOf = (id: string) => releaseAt(until, id).getTime() - until.getTime();

test('never before the end, and never later than its spread', () => {
  const delays = Array.from({ length: 1_000 }, (_, i) => delayOf(deliveryIdOf(idOf(i), 1)));
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...delays)).toBeLessThan(RELEASE_SPREAD_MS);
});

test('a thousand do not start in the same second', () => {
  const seconds = Array.from({ length: 1_000 }, (_, i) =>
    Math.floor(delayOf(deliveryIdOf(idOf(i), 1)) / 1_000),
  );
  const counts = Object.values(Object.groupBy(seconds, String)).map((same) => same?.length ?? 0);
  expect(counts).toHaveLength(RELEASE_SPREAD_MS / 1_000);
  expect(Math.max(...counts)).toBeLessThan(100);
});

test('the same for all deliveries of a notification, however often it is asked', () => {
  const delays = [1, 2, 3, 1].map((n) => delayOf(deliveryIdOf(idOf(7), n)));
  expect(new Set(delays).size).toBe(1);
});
