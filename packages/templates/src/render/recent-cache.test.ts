import { createRecentCache } from './recent-cache.ts';

const weighing = (weight: number) => () => ({ value: {}, weight });

test('makes a value once, and gives it from then on', () => {
  const cache = createRecentCache({ maxEntries: 10, maxWeight: 10 });
  const first = cache.take('a', weighing(1));
  expect(cache.take('a', weighing(1))).toBe(first);
});

test.each([
  ['entries', { maxEntries: 10, maxWeight: 1_000 }, 1],
  ['weight', { maxEntries: 1_000, maxWeight: 100 }, 10],
])('never keeps more than its %s', (_, limits, weight) => {
  const cache = createRecentCache(limits);
  for (let i = 0; i < 100; i += 1) {
    cache.take(`key ${i}`, weighing(weight));
    expect(cache.size()).toBeLessThanOrEqual(10);
  }
});

test('keeps what is asked for while others come and go', () => {
  const cache = createRecentCache({ maxEntries: 10, maxWeight: 1_000 });
  const wanted = cache.take('wanted', weighing(1));
  for (let i = 0; i < 100; i += 1) {
    cache.take(`key ${i}`, weighing(1));
    expect(cache.take('wanted', weighing(1))).toBe(wanted);
  }
});

test('keeps nothing of what could not be made', () => {
  const cache = createRecentCache({ maxEntries: 10, maxWeight: 10 });
  const fail = () => {
    throw new Error('refused');
  };
  expect(() => cache.take('a', fail)).toThrow('refused');
  expect(cache.size()).toBe(0);
});

test('an entry heavier than all may be is kept alone', () => {
  const cache = createRecentCache({ maxEntries: 10, maxWeight: 10 });
  cache.take('a', weighing(1));
  cache.take('b', weighing(100));
  cache.take('c', weighing(1));
  expect(cache.size()).toBeLessThanOrEqual(2);
});
