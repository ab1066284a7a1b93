import { randomUUID } from 'node:crypto';
import { deliveryIdOf, lowestIdAt } from '@carillon/domain';
import {
  blankBroadcasts,
  deleteEndedSuppressions,
  deleteForgottenTemplates,
  deleteOldBatches,
  deleteOldRows,
  countInbox,
  putSubscriber,
} from '../src/index.ts';
import { makeTenant, seedOld } from './seed-old.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
const DAY_MS = 86_400_000;
const idOf = (daysAgo: number): string => lowestIdAt(Date.now() - daysAgo * DAY_MS);
const query = (text: string, values: unknown[]) => database().pool.query(text, values);
const idsIn = async (table: string, tenantId: string): Promise<string[]> =>
  (await query(`SELECT id FROM ${table} WHERE tenant_id = $1 ORDER BY id`, [tenantId])).rows.map(
    ({ id }: { id: string }) => id,
  );

let tenantId: string;
beforeEach(async () => {
  tenantId = await makeTenant(database());
});

test('dead letters go by when they died', async () => {
  for (const daysAgo of [29, 31]) await seedOld(database(), { tenantId, daysAgo, isDead: true });
  const aged = { tenantId, days: 30 };
  expect(await deleteOldRows(database(), 'deadLetters', aged, Infinity)).toBe(1);
  expect(await deleteOldRows(database(), 'deadLetters', aged, Infinity)).toBe(0);
});

test('hours in which dead letters were counted go by their age', async () => {
  for (const daysAgo of [29, 31]) {
    await query(
      `INSERT INTO dead_letter_hour (tenant_id, hour, causes)
       VALUES ($1, date_trunc('hour', now() - $2::int * interval '1 day'), '[]')`,
      [tenantId, daysAgo],
    );
  }
  const aged = { tenantId, days: 30 };
  expect(await deleteOldRows(database(), 'deadLetterHours', aged, Infinity)).toBe(1);
});

test('redrives go when they have ended long enough ago', async () => {
  for (const daysAgo of [29, 31, null]) {
    await query(
      `INSERT INTO redrive_run (tenant_id, id, filter, rate_per_second, matched, left_out, dead_before, finished_at)
       VALUES ($1, gen_random_uuid(), '{}', 1, 0, '{}', now(), now() - $2::int * interval '1 day')`,
      [tenantId, daysAgo],
    );
  }
  const aged = { tenantId, days: 30 };
  expect(await deleteOldRows(database(), 'redrives', aged, Infinity)).toBe(1);
});

test('events go, and what endpoints were told of them', async () => {
  for (const daysAgo of [29, 31]) {
    const id = idOf(daysAgo);
    await query(
      `INSERT INTO event (tenant_id, id, type, is_logged, data) VALUES ($1, $2, 'delivery.sent', true, '{}')`,
      [tenantId, id],
    );
    await query(
      'INSERT INTO event_delivery (tenant_id, endpoint_id, event_id) VALUES ($1, $2, $2)',
      [tenantId, id],
    );
  }
  const aged = { tenantId, days: 30 };
  expect(await deleteOldRows(database(), 'events', aged, Infinity)).toBe(1);
  expect(await deleteOldRows(database(), 'eventDeliveries', aged, Infinity)).toBe(1);
  expect(await idsIn('event', tenantId)).toHaveLength(1);
});

test('an inbox loses what is old, and tells of its new counts', async () => {
  const key = { tenantId, subscriberId: 'ada' };
  const known = { email: null, phone: null, name: null, locale: null, timezone: null, data: {} };
  await putSubscriber(database(), { tenantId, id: 'ada', ...known });
  const add = (id: string, deliveryId: string | null) =>
    query(
      `INSERT INTO inbox_item (tenant_id, id, subscriber_id, version, body, category, delivery_id)
       VALUES ($1, $2, 'ada', 1, 'Dear Ada', 'news', $3)`,
      [tenantId, deliveryIdOf(id, 1), deliveryId],
    );
  await add(idOf(181), null);
  await add(idOf(182), idOf(3)); // updated by a collapse key
  await add(idOf(5), null);
  const before = await countInbox(database(), key);
  expect(await deleteOldRows(database(), 'inboxItems', { tenantId, days: 180 }, Infinity)).toBe(1);
  expect(await idsIn('inbox_item', tenantId)).toHaveLength(2);
  const after = await countInbox(database(), key);
  expect(after).toMatchObject({ total: 2, unread: 2, version: (before?.version ?? 0) + 1 });
});

const addBatch = (id: string) =>
  query('INSERT INTO batch (tenant_id, id, total) VALUES ($1, $2, 1)', [tenantId, id]);
const addBroadcast = async (id: string, finishedDaysAgo: number | null): Promise<void> => {
  await addBatch(id);
  await query(
    `INSERT INTO broadcast (tenant_id, batch_id, topic_id, priority, channels, expires_at, request, finished_at)
     VALUES ($1, $2, $2, 3, 1, now(), '{"content": {"body": "Dear all"}, "category": "news"}',
       now() - $3 * interval '1 day')`,
    [tenantId, id, finishedDaysAgo],
  );
};

test('a batch goes when it is old and has no notification left', async () => {
  const [empty, full, young, open] = [idOf(100), idOf(101), idOf(80), idOf(102)];
  for (const id of [empty, full, young]) await addBatch(id);
  await addBroadcast(open, null);
  await seedOld(database(), { tenantId, daysAgo: 100.5, batchId: full });
  expect(await deleteOldBatches(database(), { tenantId, days: 90 }, Infinity)).toBe(1);
  expect(await idsIn('batch', tenantId)).toEqual([open, full, young].sort());
});

test('what a broadcast says goes when no member can need it', async () => {
  const request = { to: { subscriberId: 'ada' }, broadcast: 'b' };
  const [over, needed, young] = [idOf(41), idOf(42), idOf(43)];
  for (const id of [over, needed]) await addBroadcast(id, 40);
  await addBroadcast(young, 3);
  await seedOld(database(), { tenantId, daysAgo: 40, batchId: over, request });
  await seedOld(database(), { tenantId, daysAgo: 40, batchId: needed, request, isDead: true });
  expect(await blankBroadcasts(database(), { tenantId, days: 30 })).toBe(1);
  const { rows } = await query(
    'SELECT batch_id AS id, request FROM broadcast WHERE tenant_id = $1 ORDER BY batch_id DESC',
    [tenantId],
  );
  const full = { content: { body: 'Dear all' }, category: 'news' };
  expect(rows.map(({ request: left }) => left)).toEqual([{ category: 'news' }, full, full]);
  expect(await blankBroadcasts(database(), { tenantId, days: 30 })).toBe(0);
});

test('suppressions go when their end is past, and those for good never', async () => {
  for (const [address, until] of [
    ['ended', '-2 days'],
    ['ending', '2 days'],
    ['for-good', null],
  ]) {
    await query(
      `INSERT INTO suppression (tenant_id, channel, address_key, address, reason, until)
       VALUES ($1, 'email', $2, $2, 'asked', now() + $3::interval)`,
      [tenantId, address, until],
    );
  }
  expect(await deleteEndedSuppressions(database())).toBe(1);
});

test('versions of a deleted template go when nothing can need them any more', async () => {
  const make = async (deletedDaysAgo: number | null): Promise<string> => {
    const id = randomUUID();
    await query(
      `INSERT INTO template (id, tenant_id, key, deleted_at)
       VALUES ($1, $2, $4, now() - $3 * interval '1 day')`,
      [id, tenantId, deletedDaysAgo, id],
    );
    await query(
      `INSERT INTO template_version (id, tenant_id, template_id, version, definition, expanded, rules_version)
       VALUES ($1, $2, $1, 1, '{}', '{}', 1)`,
      [id, tenantId],
    );
    return id;
  };
  const [kept, recent, old, needed] = [
    await make(null),
    await make(399),
    await make(500),
    await make(401),
  ];
  const dead = await seedOld(database(), { tenantId, daysAgo: 450, isDead: true });
  expect(await deleteForgottenTemplates(database())).toBe(1);
  expect(await idsIn('template_version', tenantId)).toEqual([kept, recent, needed].sort());
  expect(await idsIn('template', tenantId)).not.toContain(old);
  await query('DELETE FROM dead_letter WHERE tenant_id = $1', [dead.tenantId]);
  expect(await deleteForgottenTemplates(database())).toBe(1);
});

test('entries of the audit log that are older go, and nothing else may delete them', async () => {
  const ids = [idOf(364), idOf(366)];
  await database().pool.query(
    `INSERT INTO audit_entry (tenant_id, id, action, entity_type, entity_id)
     SELECT $1, id, 'topic_created', 'topic', 'x' FROM unnest($2::uuid[]) AS e(id)`,
    [tenantId, ids],
  );
  const aged = { tenantId, days: 365 };
  expect(await deleteOldRows(database(), 'auditEntries', aged, Infinity)).toBe(1);
  await expect(database().pool.query('DELETE FROM audit_entry')).rejects.toThrow('never changed');
});
