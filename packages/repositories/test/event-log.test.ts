import { EVENT_TYPES, notificationIdOf } from '@carillon/domain';
import { acceptFlush, listEvents, putSuppression } from '../src/index.ts';
import { deliveryIdsOf, flushOf } from './flush-of.ts';
import { testDatabase } from './test-database.ts';
import { logTypes, toldEvents } from './told-events.ts';

const database = testDatabase();

const makeTenant = async (): Promise<string> => {
  const { rows } = await database().pool.query<{ id: string }>(
    `INSERT INTO tenant (id, name) SELECT id, id::text FROM (SELECT gen_random_uuid() AS id) t
     RETURNING id`,
  );
  const id = rows[0]?.id ?? '';
  await logTypes(database(), EVENT_TYPES, id);
  return id;
};

const list = async (tenantId: string, afterId: string | null = null, limit = 100) =>
  (await listEvents(database(), { tenantId, afterId, limit }))?.map(({ id }) => id) ?? null;

const suppress = (tenantId: string, address: string) => {
  const forever = { category: null, until: null };
  return putSuppression(database(), {
    tenantId,
    channel: 'email',
    address,
    reason: 'asked',
    ...forever,
  });
};

const WRITE = `
INSERT INTO event (tenant_id, type, is_logged, data) VALUES ($1, 'inbox.read', true, '{}')
RETURNING id`;

test('an event whose transaction commits late is not passed over', async () => {
  const tenantId = await makeTenant();
  const late = await database().pool.connect();
  try {
    await late.query('BEGIN');
    const { rows } = await late.query<{ id: string }>(WRITE, [tenantId]);
    await suppress(tenantId, 'early@example.com');
    expect(await list(tenantId)).toEqual([]);
    await late.query('COMMIT');
    const all = await list(tenantId);
    expect(all).toHaveLength(2);
    expect(all?.[0]).toBe(rows[0]?.id);
  } finally {
    late.release();
  }
});

test('who has read an event finds after it all that commits later, though it was begun before', async () => {
  const tenantId = await makeTenant();
  const late = await database().pool.connect();
  try {
    await late.query('BEGIN');
    // It has its transaction id before the other, and its event after it.
    await late.query('SELECT pg_current_xact_id()');
    const early = await database().pool.query<{ id: string }>(WRITE, [tenantId]);
    const { rows } = await late.query<{ id: string }>(WRITE, [tenantId]);
    await late.query('COMMIT');
    const [first = ''] = (await list(tenantId, null, 1)) ?? [];
    expect(first).toBe(early.rows[0]?.id);
    expect(await list(tenantId, first)).toEqual([rows[0]?.id]);
  } finally {
    late.release();
  }
});

test('pages follow one another without a gap or a repeat while others write', async () => {
  const tenantId = await makeTenant();
  let isWritten = false;
  const write = (_: unknown, i: number) => suppress(tenantId, `person${i}@example.com`);
  const written = Promise.all(Array.from({ length: 60 }, write)).then(() => (isWritten = true));
  const seen: string[] = [];
  for (;;) {
    const isLastLook = isWritten;
    const page = (await list(tenantId, seen.at(-1) ?? null, 7)) ?? [];
    seen.push(...page);
    if (isLastLook && page.length === 0) break;
  }
  await written;
  expect(seen).toHaveLength(60);
  expect(new Set(seen).size).toBe(60);
});

test('an event that is unknown, or is not the tenant’s, is no place to go on from', async () => {
  const [own, other] = [await makeTenant(), await makeTenant()];
  await suppress(other, 'other@example.com');
  const [id = ''] = (await list(other)) ?? [];
  expect(await list(own, id)).toBeNull();
  expect(await list(own)).toEqual([]);
});

test('what was rolled back is not told', async () => {
  const tenantId = await makeTenant();
  const client = await database().pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(WRITE, [tenantId]);
    await client.query('ROLLBACK');
  } finally {
    client.release();
  }
  expect(await list(tenantId)).toEqual([]);
});

test('an event tells what the notification says about itself, until that is erased', async () => {
  const tenantId = await makeTenant();
  const request = {
    to: {},
    channels: ['email'],
    category: 'billing',
    entity: { type: 'order', id: '42' },
    metadata: { shop: 7 },
  };
  const flush = flushOf({ tenantId, notification: { request: JSON.stringify(request) } });
  const requests = flush.requests.map((r) => ({ ...r, tellsEvents: true }));
  await acceptFlush(database(), { ...flush, requests });
  const [deliveryId = ''] = deliveryIdsOf(flush);
  const [event] = (await listEvents(database(), { tenantId, afterId: null, limit: 1 })) ?? [];
  expect(event?.notification).toMatchObject({ id: notificationIdOf(deliveryId), request });
  expect(await toldEvents(database(), notificationIdOf(deliveryId))).toMatchObject([{ data: {} }]);
});
