import { randomUUID } from 'node:crypto';
import { eventually } from '@carillon/testing';
import { addMailAccount } from './mail-accounts.ts';
import { openMailSink, type MailSink } from './mail-sink.ts';
import { startTestWorker, type TestWorker } from './start-test-worker.ts';

let sink: MailSink;
let worker: TestWorker;

beforeEach(async () => {
  sink = await openMailSink();
  worker = await startTestWorker({ EGRESS_ALLOW: `${sink.host}:${sink.port}` });
});
afterEach(async () => {
  await worker.stop();
  await sink.close();
});

const orders = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    channel: 'email' as const,
    address: `u${i}@example.com`,
  }));
const accepted = (count: number) =>
  eventually(() => expect(sink.acceptedAtMs).toHaveLength(count), { timeoutMs: 25_000 });

/** The most calls in any stretch of that length. */
const mostWithin = (times: readonly number[], ms: number): number =>
  Math.max(...times.map((at) => times.filter((t) => t >= at && t < at + ms).length));

test('an account gets no more calls a second than it allows, and nothing is lost', async () => {
  await addMailAccount(worker, sink, { ratePerSecond: 40 });
  const ids = await worker.accept(orders(120));
  await accepted(120);
  // A second, what may be caught up, and what a busy machine brings a quarter of a second late.
  expect(mostWithin(sink.acceptedAtMs, 1_000)).toBeLessThanOrEqual(40 + 10 + 10);
  const seconds = ((sink.acceptedAtMs.at(-1) ?? 0) - (sink.acceptedAtMs[0] ?? 0)) / 1_000;
  expect(seconds).toBeLessThan(4.5);
  for (const id of [ids[0] ?? '', ids[119] ?? '']) {
    await eventually(async () =>
      expect(await worker.delivery(id)).toMatchObject({ status: 'sent', attempts: 1, calls: 1 }),
    );
  }
});

test('a tenant whose account is slow slows no other', async () => {
  const tenantId = randomUUID();
  const insert = 'INSERT INTO tenant (id, name) VALUES ($1, $2)';
  await worker.database.pool.query(insert, [tenantId, tenantId]);
  await addMailAccount(worker, sink, { ratePerSecond: 1 });
  await addMailAccount(worker, sink, { tenantId });
  await worker.accept(orders(50));
  const others = await worker.accept(orders(50), { tenantId });
  await eventually(async () => {
    const { rows } = await worker.database.pool.query(
      `SELECT count(*) FILTER (WHERE tenant_id = $1)::int AS others, count(*)::int AS "all"
       FROM delivery WHERE status = 'sent'`,
      [tenantId],
    );
    expect(rows[0]?.others).toBe(others.length);
    expect(rows[0]?.all).toBeLessThan(others.length + 10);
  });
});

test('after an outage what was held comes back at no more than the recovery rate', async () => {
  const account = await addMailAccount(worker, sink);
  const key = `account:${account}`;
  await worker.database.pool.query(
    `INSERT INTO circuit (key, account_id, state, opened_at, next_probe_at, rate_per_second)
     VALUES ($1, $2, 'open', now(), now() + interval '1 hour', 20)`,
    [key, account],
  );
  await worker.accept(orders(60));
  await eventually(async () => {
    const { rows } = await worker.database.pool.query(
      `SELECT count(*)::int AS n FROM delivery WHERE dispatch_id IS NULL AND status = 'queued'`,
    );
    expect(rows[0]?.n).toBe(60);
  });
  await worker.database.pool.query('UPDATE circuit SET next_probe_at = now()');
  await accepted(60);
  expect(mostWithin(sink.acceptedAtMs, 1_000)).toBeLessThanOrEqual(20 + 5 + 3);
});
