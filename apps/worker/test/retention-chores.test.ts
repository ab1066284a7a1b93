import { deliveryIdOf, notificationIdFrom } from '@carillon/domain';
import {
  DEFAULT_TENANT_ID,
  NOBODY,
  openDatabase,
  patchTenantSettings,
  putCategory,
  type Database,
} from '@carillon/repositories';
import { declareCategory } from '@carillon/domain';
import { createTestDatabase } from '@carillon/testing';
import { v7 as uuidv7 } from 'uuid';
import { dropDaysChore } from '../src/chores/drop-days.ts';
import { retentionChore } from '../src/chores/retention.ts';

const DAY_MS = 86_400_000;
let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const created = await createTestDatabase();
  drop = () => created.drop();
  database = openDatabase({ url: created.url, applicationName: 'worker-test' });
});
afterAll(async () => {
  await database?.close();
  await drop?.();
});

const addDay = async (daysAgo: number): Promise<void> => {
  for (const table of ['notification', 'delivery', 'attempt', 'event', 'event_delivery']) {
    await database.pool.query(
      `SELECT ensure_partition($1::regclass, (now() - $2 * interval '1 day')::date, 100)`,
      [table, daysAgo],
    );
  }
};
const seed = async (daysAgo: number, category = 'transactional'): Promise<string> => {
  const id = notificationIdFrom(uuidv7({ msecs: Date.now() - daysAgo * DAY_MS }));
  await database.pool.query(
    `WITH n AS (
       INSERT INTO notification (id, tenant_id, expires_at, priority, category, request)
       VALUES ($1, $2, now(), 3, $3, '{"content": {"body": "Dear Ada"}}'))
     INSERT INTO delivery (id, tenant_id, dispatch_id, due_at, expires_at, channel, status, priority,
       max_attempts, updated_at)
     VALUES ($4, $2, $5, now(), now(), 'email', 'sent', 3, 5, uuid_extract_timestamp($1))`,
    [id, DEFAULT_TENANT_ID, category, deliveryIdOf(id, 1), NOBODY],
  );
  return id;
};
const requests = async (): Promise<Record<string, object>> => {
  const { rows } = await database.pool.query('SELECT id, request FROM notification');
  return Object.fromEntries(rows.map(({ id, request }) => [id, request]));
};

test('each tenant and category keeps what it said for as long as it said', async () => {
  await patchTenantSettings(database, DEFAULT_TENANT_ID, {
    retention: { notificationDays: 60, contentDays: 20 },
  });
  const news = declareCategory('news', { retentionDays: 7 });
  await putCategory(database, DEFAULT_TENANT_ID, news);
  const young = await seed(10);
  const silent = await seed(30);
  await seed(65); // in no day of its own, so its row goes
  await seed(10, 'news');
  expect(await retentionChore(database).pass()).toEqual({ rows: 0, notifications: 4 });
  expect(await requests()).toEqual({ [young]: { content: { body: 'Dear Ada' } }, [silent]: {} });
  expect(await retentionChore(database).pass()).toBeNull();
});

test('days that nobody keeps any more are dropped, those of events by their own days', async () => {
  await addDay(100);
  await addDay(45);
  await seed(100);
  expect(await dropDaysChore(database).pass()).toEqual({ days: 3 });
  const { rows } = await database.pool.query(
    `SELECT count(*)::int AS n FROM pg_class WHERE relkind = 'r'
       AND right(relname, 8) = to_char(now() - interval '45 days', 'YYYYMMDD')`,
  );
  expect(rows).toEqual([{ n: 3 }]);
  expect(await dropDaysChore(database).pass()).toBeNull();
});

test('notifications have their time, however long other rows have taken', async () => {
  const old = await seed(65);
  const chore = retentionChore(database, 0);
  for (let rule = 0; rule < 3; rule += 1) await chore.pass();
  expect(await requests()).not.toHaveProperty(old);
});

test('a pass that comes to an end goes on with the next tenant', async () => {
  const tenants = ['00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000a2'];
  for (const id of tenants) {
    await database.pool.query('INSERT INTO tenant (id, name) VALUES ($1::uuid, $1::text)', [id]);
    await database.pool.query(
      `INSERT INTO dead_letter_hour (tenant_id, hour, causes) VALUES ($1, now() - interval '99 days', '[]')`,
      [id],
    );
  }
  const chore = retentionChore(database, 0);
  for (let n = 0; n < 3; n += 1) await chore.pass();
  expect((await database.pool.query('SELECT FROM dead_letter_hour')).rowCount).toBe(0);
});

test('a stop waits for no table that is in use', async () => {
  await addDay(100);
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN; LOCK TABLE event IN ACCESS SHARE MODE');
    const stop = new AbortController();
    const pass = dropDaysChore(database).pass(stop.signal);
    stop.abort();
    expect(await pass).toBeNull();
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
});
