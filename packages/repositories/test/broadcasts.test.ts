import { eventually } from '@carillon/testing';
import {
  addTopicMembers,
  cancelBatch,
  type Database,
  DEFAULT_TENANT_ID,
  deleteTopic,
  findBatch,
  findNotifications,
  makeBroadcastPage,
  type PageMaker,
  removeTopicMembers,
} from '../src/index.ts';
import { acceptBroadcast, makeTopic, people, planAll, recipientsOf } from './broadcast-of.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
const tenantId = DEFAULT_TENANT_ID;
const key = 'news';

beforeEach(async () => {
  await database().pool.query(
    'TRUNCATE topic, subscriber, broadcast, batch, notification, delivery CASCADE',
  );
});

const pages = (size: number, plan: PageMaker['plan'] = planAll) =>
  makeBroadcastPage(database(), { sizeFor: () => size, plan });
/** Every page until no broadcast is open. */
const allPages = async (size: number): Promise<void> => {
  while ((await pages(size)) !== null);
};
const leave = (...subscriberIds: string[]) =>
  removeTopicMembers(database(), { tenantId, key, subscriberIds });
const batch = (id: string) => findBatch(database(), { tenantId, id });

test('each member gets one, though ten make pages at the same time', async () => {
  await makeTopic(database(), key, people(200));
  const batchId = await acceptBroadcast(database(), key);
  await Promise.all(Array.from({ length: 10 }, () => allPages(7)));
  await allPages(7);
  expect(await recipientsOf(database(), batchId)).toEqual(people(200));
});

test('a page that breaks off leaves nothing, and is made by the next', async () => {
  await makeTopic(database(), key, people(10));
  const batchId = await acceptBroadcast(database(), key);
  await pages(4);
  const broken = pages(4, (...args) => {
    planAll(...args);
    throw new Error('killed');
  });
  await expect(broken).rejects.toThrow('killed');
  expect(await recipientsOf(database(), batchId)).toEqual(people(4));
  await allPages(4);
  expect(await recipientsOf(database(), batchId)).toEqual(people(10));
});

test('who joins after it was accepted gets none, and nobody who has left before his turn', async () => {
  await makeTopic(database(), key, people(6));
  const batchId = await acceptBroadcast(database(), key);
  await makeTopic(database(), 'other', ['latecomer']);
  await addTopicMembers(database(), { tenantId, key, subscriberIds: ['latecomer'] });
  await pages(2);
  await leave('person-0000', 'person-0005');
  await allPages(2);
  expect(await recipientsOf(database(), batchId)).toEqual(people(5));
  expect(await batch(batchId)).toMatchObject({
    total: 5,
    broadcast: { made: 5, state: 'finished' },
  });
});

/** The same database, whose transactions let `work` be done after their first look at a table. */
const interrupted = (work: () => Promise<unknown>): Database => {
  const connect = async () => {
    const client = await database().pool.connect();
    const query = async (sql: string, values?: unknown[]): Promise<unknown> => {
      const answer = await client.query(sql, values);
      if (sql.includes('FROM notification')) await work();
      return answer;
    };
    return { query, release: client.release.bind(client) };
  };
  return { ...database(), pool: { connect } as unknown as Database['pool'] };
};

test('a page that is made while somebody looks never shows a batch as finished without it', async () => {
  await makeTopic(database(), key, people(3));
  const id = await acceptBroadcast(database(), key);
  let isMade = false;
  const seen = await findBatch(
    interrupted(async () => {
      if (isMade) return;
      isMade = true;
      await allPages(3);
    }),
    { tenantId, id },
  );
  expect(seen).toMatchObject({ counts: {}, broadcast: { made: 0, state: 'queued' } });
  expect(await batch(id)).toMatchObject({ counts: { queued: 3 }, broadcast: { made: 3 } });
});

test('who leaves while his page is made has had his turn: he waits until it is over', async () => {
  await makeTopic(database(), key, people(3));
  const batchId = await acceptBroadcast(database(), key);
  const { pool } = database();
  const waiting = async () => {
    const { rowCount } = await pool.query(
      `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    );
    return rowCount;
  };
  const holder = await pool.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM topic WHERE key = $1 FOR SHARE', [key]); // as a page does
  const leaving = leave('person-0001');
  await eventually(async () => expect(await waiting()).toBe(1));
  await pages(10);
  await holder.query('COMMIT');
  holder.release();
  expect(await leaving).toEqual({ removed: 1 });
  expect(await recipientsOf(database(), batchId)).toEqual(people(3));
});

test('a topic that is deleted has nobody left: the rest gets none', async () => {
  await makeTopic(database(), key, people(6));
  const batchId = await acceptBroadcast(database(), key);
  await pages(2);
  await deleteTopic(database(), { tenantId, key });
  await allPages(2);
  expect(await recipientsOf(database(), batchId)).toEqual(people(2));
  expect(await batch(batchId)).toMatchObject({ broadcast: { made: 2, state: 'finished' } });
});

test('cancelling ends the fan-out and what waits, and counts both', async () => {
  await makeTopic(database(), key, people(10));
  const batchId = await acceptBroadcast(database(), key);
  await pages(4);
  const untilMs = performance.now() + 10_000;
  expect(await cancelBatch(database(), { tenantId, id: batchId, untilMs })).toEqual({
    cancelled: 10,
  });
  expect(await pages(4)).toBeNull();
  expect(await batch(batchId)).toMatchObject({
    counts: { cancelled: 4 },
    broadcast: { made: 4, state: 'cancelled', finishedAt: expect.any(Date) },
  });
});

test('nothing is made before its time', async () => {
  await makeTopic(database(), key, people(2));
  const batchId = await acceptBroadcast(database(), key, new Date(Date.now() + 60_000));
  expect(await pages(10)).toBeNull();
  expect(await batch(batchId)).toMatchObject({ broadcast: { state: 'scheduled' } });
});

test('broadcasts take turns', async () => {
  await makeTopic(database(), key, people(4));
  const first = await acceptBroadcast(database(), key);
  const second = await acceptBroadcast(database(), key);
  await pages(2);
  await pages(2);
  expect(await recipientsOf(database(), first)).toHaveLength(2);
  expect(await recipientsOf(database(), second)).toHaveLength(2);
});

test("a member's notification is read with what all of them share", async () => {
  await makeTopic(database(), key, people(1));
  const batchId = await acceptBroadcast(database(), key);
  await allPages(10);
  const { rows } = await database().pool.query<{ id: string }>(
    'SELECT id FROM notification WHERE batch_id = $1',
    [batchId],
  );
  const ids = rows.map(({ id }) => id);
  expect(await findNotifications(database(), { tenantId, ids })).toMatchObject([
    { batchId, request: { to: { subscriberId: 'person-0000' }, content: { body: 'Hello' } } },
  ]);
});
