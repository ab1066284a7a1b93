import { AFTER_ALL_ITEMS, type ChangedItem, type InboxPosition } from '@carillon/repositories';
import { changesText } from './changes-text.ts';

const from: InboxPosition = {
  tenantId: 't',
  subscriberId: 'ada',
  version: 3,
  itemId: AFTER_ALL_ITEMS,
};
const idOf = (n: number): string => `01990000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const item = (n: number, version: number, body = 'Hello'): ChangedItem => ({
  id: idOf(n),
  deliveryId: idOf(n),
  version,
  title: null,
  body,
  url: null,
  data: null,
  category: 'c',
  seenAt: null,
  readAt: null,
  archivedAt: null,
  createdAt: new Date('2026-01-01T00:00:00Z'),
});
const countsOf = (version: number) => ({ version, unread: 1, unseen: 1, total: 1 });
const linesOf = (text: string): string[] => text.match(/^(?:event|id): .*$/gm) ?? [];

test('each item that ends its version carries it, then come the counts', () => {
  const items = [item(1, 4), item(2, 5), item(3, 5)];
  const { text, position, complete } = changesText({ items, counts: countsOf(6) }, from, 10);
  expect(linesOf(text).join(', ')).toBe(
    'event: item, id: 4, event: item, event: item, id: 5, event: counts, id: 6',
  );
  expect([position, complete]).toEqual([{ ...from, version: 6 }, true]);
});

test('where nothing has changed nothing is said', () => {
  expect(changesText({ items: [], counts: countsOf(3) }, from, 10).text).toBe('');
});

test('a full part says neither that its last version is through nor the counts', () => {
  const items = [item(1, 4), item(2, 4)];
  const { text, position, complete } = changesText({ items, counts: countsOf(4) }, from, 2);
  expect(linesOf(text)).toEqual(['event: item', 'event: item']);
  expect([position, complete]).toEqual([{ ...from, version: 4, itemId: idOf(2) }, false]);
});

test('after a full part the counts come even if no item is left', () => {
  const part = { ...from, version: 4, itemId: idOf(2) };
  const { text, complete } = changesText({ items: [], counts: countsOf(4) }, part, 2);
  expect([linesOf(text), complete]).toEqual([['event: counts', 'id: 4'], true]);
});

test('a part ends where it has grown long, and goes on behind it', () => {
  const items = [item(1, 4, 'x'.repeat(70_000)), item(2, 5)];
  const { position, complete } = changesText({ items, counts: countsOf(5) }, from, 10);
  expect([position, complete]).toEqual([{ ...from, version: 4 }, false]);
});
