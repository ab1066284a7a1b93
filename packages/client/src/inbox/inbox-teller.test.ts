import { createInboxTeller } from './inbox-teller.ts';

const tellerOf = (since: number | null = null) => {
  const told: string[] = [];
  const teller = createInboxTeller({
    since,
    onItem: ({ id }) => void told.push(`item ${id}`),
    onCounts: ({ unread }) => void told.push(`unread ${unread}`),
  });
  const item = (name: string, id: string | null, more: object = {}) =>
    teller.tell({ event: 'item', id, retryMs: null, data: JSON.stringify({ id: name, ...more }) });
  const counts = (unread: number, id: string) =>
    teller.tell({ event: 'counts', id, retryMs: null, data: JSON.stringify({ unread }) });
  return { told, teller, item, counts };
};

test('it goes on at the version that was told last, or at the one that was given', () => {
  const { teller, item } = tellerOf(7);
  expect(teller.version).toBe('7');
  item('a', null);
  expect(teller.version).toBe('7');
  item('b', '8');
  expect(teller.version).toBe('8');
});

test('a version that was cut off in its middle is told whole, and no part of it twice', () => {
  const { told, item, counts } = tellerOf();
  item('a', null);
  item('b', null);
  item('a', null);
  item('b', null);
  item('c', '8');
  counts(0, '8');
  expect(told).toEqual(['item a', 'item b', 'item c', 'unread 0']);
});

test('an item that has changed again is told again', () => {
  const { told, item } = tellerOf();
  item('a', null);
  item('a', null, { readAt: 'now' });
  item('a', '9');
  expect(told).toHaveLength(2);
  item('a', '10');
  expect(told).toHaveLength(3);
});

test('the same counts are told once', () => {
  const { told, counts } = tellerOf();
  counts(1, '8');
  counts(1, '8');
  counts(2, '9');
  expect(told).toEqual(['unread 1', 'unread 2']);
});

test('an event that it does not know is passed over', () => {
  const { told, teller } = tellerOf();
  teller.tell({ event: 'weather', id: '9', retryMs: null, data: '{}' });
  expect([told, teller.version]).toEqual([[], '9']);
});
