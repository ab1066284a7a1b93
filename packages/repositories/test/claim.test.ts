import { randomUUID } from 'node:crypto';
import {
  acceptFlush,
  cancelNotification,
  claimDeliveries,
  DEFAULT_TENANT_ID,
  findClaimed,
  inspectUnclaimed,
  recordResults,
  type AcceptFlush,
} from '../src/index.ts';
import { claimOf, flushOf, type FlushShape } from './flush-of.ts';
import { losingAnswers } from './losing-answers.ts';
import { resultOf, retryOf } from './result-of.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
const claim = (flush: AcceptFlush, leaseMs?: number) =>
  claimDeliveries(database(), randomUUID(), [claimOf(flush, leaseMs)]);
const accepted = async (shape?: FlushShape): Promise<AcceptFlush> => {
  const flush = flushOf(shape);
  await acceptFlush(database(), flush);
  return flush;
};

test('of ten claims at once each delivery goes to one', async () => {
  const flush = await accepted({ count: 50 });
  const claims = await Promise.all(Array.from({ length: 10 }, () => claim(flush)));
  const ids = claims.flat().map((c) => c.id);
  expect([ids.length, new Set(ids).size]).toEqual([50, 50]);
});

test('counts the attempt and raises the token before anything is sent', async () => {
  const [claimed] = await claim(await accepted());
  expect(claimed).toMatchObject({ attempts: 1, calls: 1, leaseToken: 1, channel: 'email' });
});

test('a stale job, whose dispatch is another now, claims nothing', async () => {
  const flush = await accepted();
  const stale = { ...claimOf(flush), dispatchId: randomUUID() };
  expect(await claimDeliveries(database(), randomUUID(), [stale])).toEqual([]);
});

test('a cancelled delivery is not claimed', async () => {
  const flush = await accepted();
  const id = flush.requests[0]?.notifications[0]?.id ?? '';
  await cancelNotification(database(), { tenantId: DEFAULT_TENANT_ID, id });
  expect(await claim(flush)).toEqual([]);
});

test("another tenant's job does not claim", async () => {
  const flush = await accepted();
  const foreign = { ...claimOf(flush), tenantId: randomUUID() };
  expect(await claimDeliveries(database(), randomUUID(), [foreign])).toEqual([]);
});

test('what is expired, not yet due or suppressed is not claimed, and inspection says why', async () => {
  const cases = {
    expired: await accepted({ notification: { expiresAt: new Date('2026-01-01T00:00:00Z') } }),
    not_due: await accepted({ delivery: { dueAt: new Date(Date.now() + 60_000) } }),
    suppressed: await accepted({ delivery: { address: 'Gone@Example.com' } }),
  };
  await database().pool.query(
    `INSERT INTO suppression (tenant_id, channel, address_key, address, reason)
     VALUES ($1, 'email', 'gone@example.com', 'gone@example.com', 'test')`,
    [DEFAULT_TENANT_ID],
  );
  for (const [reason, flush] of Object.entries(cases)) {
    expect(await claim(flush)).toEqual([]);
    expect(await inspectUnclaimed(database(), claimOf(flush))).toMatchObject([{ reason }]);
  }
});

test('a claim whose answer was lost is read by its claim id', async () => {
  const flush = await accepted({ count: 2 });
  const claimId = randomUUID();
  const lost = claimDeliveries(losingAnswers(database()), claimId, [claimOf(flush)]);
  await expect(lost).rejects.toThrow('terminated');
  expect(await findClaimed(database(), claimId, [claimOf(flush)])).toHaveLength(2);
});

test('claim and result are HOT updates: no index grows with them', async () => {
  const flush = await accepted({ count: 50 });
  const hot = async () => {
    await database().pool.query('SELECT pg_stat_force_next_flush()');
    const { rows } = await database().pool.query<{ updates: string; hot: string }>(
      `SELECT sum(n_tup_upd) AS updates, sum(n_tup_hot_upd) AS hot FROM pg_stat_user_tables
       WHERE relname LIKE 'delivery%'`,
    );
    return { updates: Number(rows[0]?.updates), hot: Number(rows[0]?.hot) };
  };
  const claimed = await claim(flush);
  await recordResults(
    database(),
    claimed.map((c) => resultOf(c)),
    [],
  );
  const after = await hot();
  expect(after.updates - after.hot).toBeLessThan(after.updates * 0.1);
});

test('a retried delivery that keeps its job is claimed by it again', async () => {
  const flush = await accepted();
  const [first] = await claim(flush);
  if (first === undefined) throw new Error('not claimed');
  await recordResults(database(), [retryOf(first, { delayMs: 0, keepsDispatch: true })], []);
  expect(await claim(flush)).toMatchObject([{ attempts: 2, leaseToken: 2 }]);
});
