import { randomUUID } from 'node:crypto';
import { eventually } from '@carillon/testing';
import {
  acceptFlush,
  claimDeliveries,
  countInbox,
  DEFAULT_TENANT_ID,
  eraseSubscriber,
  markInboxItem,
  readAllItems,
  recordResults,
} from '../src/index.ts';
import { claimOf, flushOf } from './flush-of.ts';
import { resultOf } from './result-of.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
const tenantId = DEFAULT_TENANT_ID;

const addSubscribers = (...ids: string[]) =>
  database().pool.query('INSERT INTO subscriber (tenant_id, id) SELECT $1, unnest($2::text[])', [
    tenantId,
    ids,
  ]);

/** Delivers `count` items in one statement, as a worker does; to these inboxes in turn. */
const deliver = async (count: number, ...inboxes: string[]): Promise<string[]> => {
  const flush = flushOf({ count, channel: 'in_app' });
  await acceptFlush(database(), flush);
  const claimed = await claimDeliveries(database(), randomUUID(), [claimOf(flush)]);
  const results = claimed.map((delivery, i) => {
    const subscriberId = inboxes[i % inboxes.length] ?? '';
    const item = { subscriberId, title: null, body: 'Hello', url: null, data: null, category: 'c' };
    return resultOf(delivery, { status: 'delivered', item });
  });
  await recordResults(database(), results, []);
  return claimed.map(({ id }) => id);
};

const counted = async (subscriberId: string) => {
  const { rows } = await database().pool.query(
    `SELECT count(*) FILTER (WHERE read_at IS NULL AND archived_at IS NULL)::int AS unread,
       count(*) FILTER (WHERE seen_at IS NULL AND archived_at IS NULL)::int AS unseen,
       count(*)::int AS total, max(version)::int AS version
     FROM inbox_item WHERE tenant_id = $1 AND subscriber_id = $2`,
    [tenantId, subscriberId],
  );
  return rows[0];
};

test('the counts are those of the items, whatever is done to them at once', async () => {
  await addSubscribers('busy', 'other');
  const ids = await deliver(20, 'busy');
  const mark = (i: number, marks: object) =>
    markInboxItem(database(), { tenantId, subscriberId: 'busy', itemId: ids[i] ?? '', ...marks });
  await Promise.all([
    deliver(10, 'busy', 'other'),
    deliver(10, 'other', 'busy'),
    ...[0, 1, 2].map((i) => mark(i, { seen: true })),
    ...[2, 3, 4].map((i) => mark(i, { read: true })),
    ...[4, 5, 6].map((i) => mark(i, { archived: true })),
  ]);
  await mark(4, { archived: false });
  await mark(3, { seen: false });
  for (const subscriberId of ['busy', 'other']) {
    const counts = await countInbox(database(), { tenantId, subscriberId });
    expect(counts).toEqual(await counted(subscriberId));
  }
});

test('items that are removed are not counted any more', async () => {
  await addSubscribers('removed');
  const [read = '', unread = ''] = await deliver(3, 'removed');
  await markInboxItem(database(), { tenantId, subscriberId: 'removed', itemId: read, read: true });
  await database().pool.query('DELETE FROM inbox_item WHERE id = ANY ($1)', [[read, unread]]);
  const counts = await countInbox(database(), { tenantId, subscriberId: 'removed' });
  expect(counts).toMatchObject({ unread: 1, unseen: 1, total: 1 });
});

test('an item that is delivered while its subscriber is erased goes with him', async () => {
  await addSubscribers('leaving');
  const key = { tenantId, subscriberId: 'leaving' };
  const worker = await database().pool.connect();
  await worker.query('BEGIN');
  await worker.query("UPDATE subscriber SET inbox_version = 1 WHERE id = 'leaving'");
  const erased = eraseSubscriber(database(), key);
  await eventually(async () => {
    const { rows } = await database().pool.query(
      "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
    );
    return rows.length > 0;
  });
  await worker.query(
    `INSERT INTO inbox_item (tenant_id, id, subscriber_id, version, body, category)
     VALUES ($1, gen_random_uuid(), 'leaving', 1, 'Hello', 'c')`,
    [tenantId],
  );
  await worker.query('COMMIT');
  worker.release();
  expect(await erased).not.toBeNull();
  expect(await counted('leaving')).toMatchObject({ total: 0 });
});

test('what is delivered while everything is marked read is in the counts', async () => {
  await addSubscribers('all');
  await deliver(5, 'all');
  const key = { tenantId, subscriberId: 'all' };
  await Promise.all([
    readAllItems(database(), key),
    deliver(5, 'all'),
    readAllItems(database(), key),
  ]);
  expect(await countInbox(database(), key)).toEqual(await counted('all'));
});
