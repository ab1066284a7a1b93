import { countCalls } from './count-calls.ts';

test('counts by key until it is reset', () => {
  const calls = countCalls();
  expect([calls.count('a'), calls.count('a'), calls.count('b')]).toEqual([1, 2, 1]);
  calls.reset();
  expect(calls.count('a')).toBe(1);
});

test('forgets the oldest key when there are too many', () => {
  const calls = countCalls(2);
  for (const key of ['a', 'b', 'c']) calls.count(key);
  expect([calls.count('c'), calls.count('b')]).toEqual([2, 2]);
  expect(calls.count('a')).toBe(1);
});
