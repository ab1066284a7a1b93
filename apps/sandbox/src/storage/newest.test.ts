import { keepNewest } from './newest.ts';

const AMPLE = { maxItems: 10_000, maxBytes: Number.POSITIVE_INFINITY };

test('gives the newest first', () => {
  const newest = keepNewest<number>(AMPLE);
  for (const n of [1, 2, 3]) newest.add(n, 1);
  expect([...newest.newestFirst()]).toEqual([3, 2, 1]);
});

test('keeps no more than its number of items, however many come', () => {
  const newest = keepNewest<number>({ ...AMPLE, maxItems: 100 });
  for (let n = 0; n < 5000; n += 1) newest.add(n, 1);
  expect([...newest.newestFirst()]).toEqual(Array.from({ length: 100 }, (_, i) => 4999 - i));
  expect(newest.size).toBe(100);
  expect(newest.added).toBe(5000);
});

test('keeps no more than its bytes, and the newest item in any case', () => {
  const newest = keepNewest<string>({ ...AMPLE, maxBytes: 10 });
  newest.add('a', 6);
  newest.add('b', 4);
  newest.add('c', 6);
  expect([...newest.newestFirst()]).toEqual(['c', 'b']);
  newest.add('large', 60);
  expect([...newest.newestFirst()]).toEqual(['large']);
});

test('is empty after it was cleared, and says so', () => {
  const newest = keepNewest<string>(AMPLE);
  newest.add('a', 1);
  newest.clear();
  expect([...newest.newestFirst()]).toEqual([]);
  expect(newest).toMatchObject({ size: 0, added: 1, clearings: 1 });
});

test('a reader that is not done is not disturbed by what is added', () => {
  const newest = keepNewest<number>({ ...AMPLE, maxItems: 3 });
  for (const n of [1, 2, 3]) newest.add(n, 1);
  const reader = newest.newestFirst()[Symbol.iterator]();
  expect(reader.next().value).toBe(3);
  newest.add(4, 1);
  expect(reader.next().value).toBe(2);
  expect(reader.next().done).toBe(true);
});
