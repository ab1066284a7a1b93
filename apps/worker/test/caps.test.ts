import { DEFAULT_TENANT_ID } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { startTestWorker, type TestWorker } from './start-test-worker.ts';
import { openWebhookSink, type WebhookSink } from './webhook-sink.ts';

let sink: WebhookSink;
let worker: TestWorker;

beforeEach(async () => {
  sink = await openWebhookSink();
  worker = await startTestWorker({ EGRESS_ALLOW: sink.origin });
});
afterEach(async () => {
  await worker.stop();
  await sink.close();
});

const setCaps = async (caps: readonly object[]): Promise<void> => {
  await worker.database.pool.query(
    'INSERT INTO tenant_setting (tenant_id, settings) VALUES ($1, $2)',
    [DEFAULT_TENANT_ID, JSON.stringify({ caps })],
  );
};
const counts = async () => {
  const { rows } = await worker.database.pool.query(
    `SELECT status, count(*)::int AS n FROM delivery GROUP BY status ORDER BY status`,
  );
  return Object.fromEntries(rows.map((r) => [r.status, r.n]));
};
const cap = { channel: 'webhook', max: 3, windowSeconds: 3_600 };
const orders = (path: string, count: number) =>
  Array.from({ length: count }, () => ({ address: sink.origin + path }));

test('what is over a recipient’s cap is held until its window ends, and nothing is lost', async () => {
  await setCaps([{ ...cap, overflow: 'defer' }]);
  await worker.accept([...orders('/a', 5), ...orders('/b', 2)]);
  await eventually(async () => expect(await counts()).toEqual({ sent: 5, scheduled: 2 }));
  expect(sink.callsTo('/a')).toHaveLength(3);
  const { rows } = await worker.database.pool.query(
    `SELECT attempts, calls, due_at > now() + interval '1 s' AS later FROM delivery
     WHERE status = 'scheduled'`,
  );
  expect(rows).toEqual([
    { attempts: 0, calls: 0, later: true },
    { attempts: 0, calls: 0, later: true },
  ]);
});

test('a cap that drops ends what is over it, and says why', async () => {
  await setCaps([{ ...cap, overflow: 'drop' }]);
  const ids = await worker.accept(orders('/a', 5));
  await eventually(async () => expect(await counts()).toEqual({ sent: 3, suppressed: 2 }));
  const all = await Promise.all(ids.map((id) => worker.delivery(id)));
  const dropped = all.filter((d) => d['status'] === 'suppressed');
  for (const delivery of dropped) {
    expect(delivery).toMatchObject({ last_code: 'cap_reached', attempts: 0 });
  }
});

test('what one of two caps refuses is not counted against the other', async () => {
  await setCaps([
    { ...cap, max: 5, windowSeconds: 7_200, overflow: 'defer' },
    { ...cap, category: 'transactional', max: 2, overflow: 'drop' },
  ]);
  await worker.accept(orders('/a', 6));
  await eventually(async () => expect(await counts()).toEqual({ sent: 2, suppressed: 4 }));
  const { rows } = await worker.database.pool.query(
    'SELECT category, used FROM cap_counter ORDER BY category',
  );
  expect(rows).toEqual([
    { category: '', used: 2 },
    { category: 'transactional', used: 2 },
  ]);
});

test('what was not sent after all is not counted', async () => {
  await worker.stop();
  const slow = { provider: 'noop', channels: ['email'], settings: { delayMs: 1_500 } };
  worker = await startTestWorker({ PROVIDER_ACCOUNTS: JSON.stringify([slow]) });
  await setCaps([{ channel: 'email', max: 1, windowSeconds: 86_400, overflow: 'drop' }]);
  const order = { channel: 'email', address: 'ada@example.com' } as const;
  const expiresAt = new Date(Date.now() + 1_000);
  const [unsent = ''] = await worker.accept([{ ...order, notification: { expiresAt } }]);
  await eventually(async () =>
    expect(await worker.delivery(unsent)).toMatchObject({ status: 'expired', attempts: 0 }),
  );
  const [sent = ''] = await worker.accept([order]);
  await eventually(async () =>
    expect(await worker.delivery(sent)).toMatchObject({ status: 'sent', attempts: 1 }),
  );
});

test('a cap that digests sends what is over it as one, when there is room again', async () => {
  await setCaps([{ ...cap, overflow: 'digest' }]);
  const { pool } = worker.database;
  const ids = await worker.accept(orders('/a', 5));
  await eventually(async () => expect(await counts()).toEqual({ sent: 3, scheduled: 2 }));
  expect((await pool.query('SELECT items FROM digest')).rows).toEqual([{ items: 2 }]);
  await pool.query('UPDATE cap_counter SET used = 0');
  await pool.query('UPDATE digest SET closes_at = now()');
  const all = { sent: 6 };
  await eventually(async () => expect(await counts()).toEqual(all), { timeoutMs: 15_000 });
  expect(JSON.parse(sink.callsTo('/a')[3]?.body ?? '{}').data.title).toBe('2 notifications');
  expect(sink.callsTo('/a')).toHaveLength(4);
  const { rows } = await pool.query(
    'SELECT attempts, calls FROM delivery WHERE id = ANY ($1) AND calls = 0',
    [ids],
  );
  expect(rows).toEqual([
    { attempts: 1, calls: 0 },
    { attempts: 1, calls: 0 },
  ]);
});

test('a digest that is over the cap itself waits, and goes into no other', async () => {
  await setCaps([{ ...cap, overflow: 'digest' }]);
  const { pool } = worker.database;
  await worker.accept(orders('/a', 5));
  await eventually(async () => expect(await counts()).toEqual({ sent: 3, scheduled: 2 }));
  await pool.query('UPDATE digest SET closes_at = now()');
  const waiting = { sent: 3, sending: 2, scheduled: 1 };
  await eventually(async () => expect(await counts()).toEqual(waiting), { timeoutMs: 15_000 });
  expect((await pool.query('SELECT items FROM digest')).rows).toEqual([{ items: 2 }]);
});
