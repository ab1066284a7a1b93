import {
  acceptFlush,
  dropDay,
  ensurePartitions,
  isDayOver,
  listOldDays,
  type Day,
} from '../src/index.ts';
import { flushOf } from './flush-of.ts';
import { countOf, type OldShape, seedOld } from './seed-old.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
let daysAgo = 100;
let day: Day;

/** The next day into the past, with partitions of its own. */
beforeEach(async () => {
  daysAgo += 1;
  for (const table of ['notification', 'delivery', 'attempt', 'event', 'event_delivery']) {
    await database().pool.query(
      `SELECT ensure_partition($1::regclass, (now() - $2 * interval '1 day')::date, 100)`,
      [table, daysAgo],
    );
  }
  const [oldest] = await listOldDays(database(), 'notifications', 90);
  if (oldest === undefined) throw new Error('there is no old day');
  day = oldest;
});
const seed = (shape: Partial<OldShape> = {}) => seedOld(database(), { daysAgo, ...shape });
const partitions = async (): Promise<number> => {
  const { rowCount } = await database().pool.query(
    `SELECT FROM pg_class WHERE relname LIKE '%_' || $1 AND relkind = 'r'`,
    [day.name],
  );
  return rowCount ?? 0;
};

test('a day that is over goes with all that hangs on it', async () => {
  const old = await seed();
  expect(await isDayOver(database(), day, 90)).toBe(true);
  expect(await dropDay(database(), 'notifications', day)).toBe('dropped');
  expect(await partitions()).toBe(2); // those of events
  for (const table of ['notification', 'delivery', 'attempt', 'receipt']) {
    expect(await countOf(database(), table, old)).toBe(0);
  }
  expect(await dropDay(database(), 'events', day)).toBe('dropped');
  expect(await partitions()).toBe(0);
});

test.each<[string, Partial<OldShape>]>([
  ['waits', { status: 'scheduled' }],
  ['rides a job', { status: 'sending' }],
  ['has a dead letter', { status: 'failed', isDead: true }],
  ['ended not long ago', { changedDaysAgo: 89 }],
])('a day stays while something of it %s', async (_why, shape) => {
  await seed();
  await seed(shape);
  expect(await isDayOver(database(), day, 90)).toBe(false);
});

test('what is needed again by the time of the drop stops it', async () => {
  const old = await seed({ status: 'failed' });
  expect(await isDayOver(database(), day, 90)).toBe(true);
  await database().pool.query(
    `INSERT INTO dead_letter (tenant_id, delivery_id, channel, code) VALUES ($1, $2, 'email', '550')`,
    [old.tenantId, old.deliveryId],
  );
  expect(await dropDay(database(), 'notifications', day)).toBe('needed');
  expect(await countOf(database(), 'delivery', old)).toBe(1);
});

test('a drop that would make others wait gives up, and they go on', async () => {
  const old = await seed();
  const reader = await database().pool.connect();
  await reader.query('BEGIN');
  await reader.query('SELECT count(*) FROM delivery');
  const [dropped, accepted] = await Promise.all([
    dropDay(database(), 'notifications', day),
    acceptFlush(database(), flushOf()),
  ]);
  await reader.query('ROLLBACK');
  reader.release();
  expect([dropped, accepted.refused.size]).toEqual(['busy', 0]);
  expect(await countOf(database(), 'delivery', old)).toBe(1);
});

test('days to come, and those within retention, are no old days', async () => {
  await ensurePartitions(database(), 3);
  const days = await listOldDays(database(), 'notifications', daysAgo + 1);
  expect(days.filter(({ name }) => name >= day.name)).toEqual([]);
});
