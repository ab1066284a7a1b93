import { randomUUID } from 'node:crypto';
import {
  acceptFlush,
  claimDeliveries,
  DEFAULT_TENANT_ID,
  giveBackDeliveries,
  recordResults,
  type ClaimedDelivery,
} from '../src/index.ts';
import { claimOf, flushOf, type FlushShape } from './flush-of.ts';
import { losingAnswers } from './losing-answers.ts';
import { resultOf, retryOf } from './result-of.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();

const claimed = async (shape: FlushShape = {}): Promise<ClaimedDelivery[]> => {
  const flush = flushOf(shape);
  await acceptFlush(database(), flush);
  return claimDeliveries(database(), randomUUID(), [claimOf(flush)]);
};
const one = async (shape?: FlushShape): Promise<ClaimedDelivery> => {
  const [delivery] = await claimed(shape);
  if (delivery === undefined) throw new Error('not claimed');
  return delivery;
};
const row = async (table: 'delivery' | 'attempt' | 'dead_letter', id: string) => {
  const column = table === 'delivery' ? 'id' : 'delivery_id';
  const { rows } = await database().pool.query(`SELECT * FROM ${table} WHERE ${column} = $1`, [id]);
  return rows;
};
const rescue = (delivery: ClaimedDelivery) =>
  recordResults(
    database(),
    [retryOf(delivery, { rescued: true, delayMs: 0, code: 'worker_lost' })].map((r) => ({
      ...r,
      attempt: { ...r.attempt, outcome: 'ambiguous' as const, code: 'worker_lost' },
    })),
    [],
  );

test('a result counts once, for the lease it was made under', async () => {
  const delivery = await one();
  const stale = { ...delivery, leaseToken: delivery.leaseToken - 1 };
  expect((await recordResults(database(), [resultOf(stale)], [])).changed.size).toBe(0);
  expect((await recordResults(database(), [resultOf(delivery)], [])).changed.size).toBe(1);
  expect((await recordResults(database(), [resultOf(delivery)], [])).changed.size).toBe(0);
});

test('a late acceptance of a rescued delivery that nobody has claimed makes it sent', async () => {
  const delivery = await one();
  await rescue(delivery);
  await recordResults(database(), [resultOf(delivery)], []);
  expect(await row('delivery', delivery.id)).toMatchObject([{ status: 'sent', last_code: null }]);
  expect(await row('attempt', delivery.id)).toMatchObject([{ outcome: 'accepted', late: true }]);
});

test('a late failure of a rescued delivery is kept in its attempt and changes no state', async () => {
  const delivery = await one();
  await rescue(delivery);
  await recordResults(database(), [retryOf(delivery)], []);
  expect(await row('delivery', delivery.id)).toMatchObject([
    { status: 'retrying', lease_token: 2, last_code: 'worker_lost' },
  ]);
  expect(await row('attempt', delivery.id)).toMatchObject([{ outcome: 'transient', late: true }]);
});

test('a failure leaves a dead letter with its reason, in the same statement', async () => {
  const delivery = await one();
  const attempt = { outcome: 'permanent_recipient' as const, code: '550 5.1.1' };
  await recordResults(
    database(),
    [resultOf(delivery, { status: 'failed', code: '550 5.1.1', attempt })],
    [],
  );
  expect(await row('dead_letter', delivery.id)).toMatchObject([
    { code: '550 5.1.1', outcome: 'permanent_recipient', channel: 'email' },
  ]);
});

test('a hostile answer is dropped, its result and its neighbours are written', async () => {
  const deliveries = await claimed({ count: 5 });
  const results = deliveries.map((d, i) =>
    resultOf(d, { attempt: i === 2 ? { response: 'NUL \u0000' } : {} }),
  );
  const { changed } = await recordResults(database(), results, []);
  expect(changed.size).toBe(5);
  expect(await row('attempt', deliveries[2]?.id ?? '')).toMatchObject([{ response: null }]);
});

test('a dispatch ends with its last result, though that one has a hostile answer', async () => {
  const deliveries = (await claimed({ count: 2 })).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const results = deliveries.map((d, i) => resultOf(d, { attempt: { response: '\0'.repeat(i) } }));
  const dispatchId = deliveries[0]?.dispatchId ?? '';
  await recordResults(database(), results, [dispatchId]);
  const { rowCount } = await database().pool.query('SELECT FROM dispatch WHERE id = $1', [
    dispatchId,
  ]);
  expect(rowCount).toBe(0);
});

test('a result whose answer was lost can be repeated and changes nothing twice', async () => {
  const delivery = await one();
  const lost = recordResults(losingAnswers(database()), [resultOf(delivery)], []);
  await expect(lost).rejects.toThrow('terminated');
  await recordResults(database(), [resultOf(delivery)], []);
  expect(await row('attempt', delivery.id)).toHaveLength(1);
});

test('an uncounted call gives its attempt back; after ten the last row is told, not joined', async () => {
  const flush = flushOf();
  await acceptFlush(database(), flush);
  for (let call = 1; call <= 12; call += 1) {
    const [delivery] = await claimDeliveries(database(), randomUUID(), [claimOf(flush)]);
    if (delivery === undefined) throw new Error('not claimed');
    const fold = delivery.uncountedStreak >= 10;
    const retry = retryOf(delivery, { delayMs: 0, keepsDispatch: true });
    const attempt = {
      ...retry.attempt,
      outcome: 'config' as const,
      counted: false,
      number: call,
      fold,
    };
    await recordResults(database(), [{ ...retry, attempt }], []);
  }
  const id = flush.dispatches[0]?.deliveryIds[0] ?? '';
  expect(await row('delivery', id)).toMatchObject([
    { attempts: 0, calls: 12, uncounted_streak: 12 },
  ]);
  const attempts = await row('attempt', id);
  expect(attempts).toHaveLength(10);
  expect(attempts.map((a) => a.repeats).reduce((a, b) => a + b)).toBe(12);
});

test('an unsent claim goes back with its attempt', async () => {
  const delivery = await one();
  await giveBackDeliveries(database(), [
    { deliveryId: delivery.id, leaseToken: delivery.leaseToken, delayMs: 0, rescued: false },
  ]);
  expect(await row('delivery', delivery.id)).toMatchObject([
    { status: 'queued', attempts: 0, calls: 0, dispatch_id: null },
  ]);
});

test('an inbox item is stored with its state, once, under the next version', async () => {
  await database().pool.query(
    `INSERT INTO subscriber (tenant_id, id) VALUES ($1, 'ada') ON CONFLICT DO NOTHING`,
    [DEFAULT_TENANT_ID],
  );
  const deliveries = await claimed({ count: 3, channel: 'in_app', delivery: { address: 'ada' } });
  const item = {
    subscriberId: 'ada',
    title: 'Hi',
    body: 'Hello',
    url: null,
    data: { a: 1 },
    category: 'c',
  };
  const results = deliveries.map((d) => resultOf(d, { status: 'delivered', item }));
  await recordResults(database(), results, []);
  await recordResults(database(), results, []);
  const { rows } = await database().pool.query(
    `SELECT i.version, s.inbox_version FROM inbox_item i
     JOIN subscriber s ON s.tenant_id = i.tenant_id AND s.id = i.subscriber_id
     WHERE i.id = ANY ($1::uuid[]) ORDER BY i.id`,
    [deliveries.map((d) => d.id)],
  );
  expect(rows).toEqual([1, 2, 3].map((v) => ({ version: String(v), inbox_version: '3' })));
});

test('a suppressed address is on the list for as long as the result says', async () => {
  const delivery = await one({ delivery: { address: 'Dead@Example.com' } });
  const attempt = { outcome: 'permanent_recipient' as const, code: '550 5.2.1' };
  const more = { status: 'failed' as const, code: '550 5.2.1', suppress: { days: 30 }, attempt };
  await recordResults(database(), [resultOf(delivery, more)], []);
  const { rows } = await database().pool.query(
    `SELECT until > now() + interval '29 days' AS long FROM suppression WHERE address_key = 'dead@example.com'`,
  );
  expect(rows).toEqual([{ long: true }]);
});

test('an address that bounces again is suppressed again, though it was once for a while', async () => {
  const address = 'again@example.com';
  const bounce = async (days: number | null) => {
    const suppress = { status: 'failed', code: '550 5.2.1', suppress: { days } } as const;
    await recordResults(database(), [resultOf(await one({ delivery: { address } }), suppress)], []);
  };
  await bounce(30);
  await database().pool.query(
    `UPDATE suppression SET until = now() - interval '1 day' WHERE address = $1`,
    [address],
  );
  await bounce(null);
  const { rows } = await database().pool.query('SELECT until FROM suppression WHERE address = $1', [
    address,
  ]);
  expect(rows).toEqual([{ until: null }]);
});
