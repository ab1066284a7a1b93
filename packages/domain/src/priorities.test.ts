import {
  parsePriority,
  PATIENCE_MS,
  PRIORITIES,
  PRIORITY_RANK,
  priorityOfRank,
} from './priorities.ts';

test('ranks run from 1, the most urgent, and are never 0', () => {
  expect(PRIORITIES.map((p) => PRIORITY_RANK[p])).toEqual([1, 2, 3, 4]);
});

test.each(PRIORITIES)('%s comes back from its rank', (priority) => {
  expect(priorityOfRank(PRIORITY_RANK[priority])).toBe(priority);
});

test.each([0, 5, -1, 1.5])('no priority has rank %d', (rank) => {
  expect(() => priorityOfRank(rank)).toThrow(RangeError);
});

test.each(PRIORITIES)('%s is read as itself', (priority) => {
  expect(parsePriority(priority)).toBe(priority);
});

test('urgent means critical', () => {
  expect(parsePriority('urgent')).toBe('critical');
});

test.each(['', 'Critical', 'medium', '__proto__', '1'])('%j is no priority', (word) => {
  expect(parsePriority(word)).toBeNull();
});

test('the more urgent class is the less patient one, and critical needs no ageing', () => {
  expect(PRIORITIES.map((p) => PATIENCE_MS[p])).toEqual([Infinity, 5_000, 15_000, 60_000]);
});
