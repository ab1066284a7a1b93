import { eventually } from '@carillon/testing';
import { startTestWorker, type TestWorker } from './start-test-worker.ts';
import { cut, openWebhookSink, status, type WebhookSink } from './webhook-sink.ts';

let sink: WebhookSink;
let worker: TestWorker;

beforeAll(async () => {
  sink = await openWebhookSink();
  worker = await startTestWorker({ EGRESS_ALLOW: sink.origin });
});
afterAll(async () => {
  await worker?.stop();
  await sink?.close();
});

const becomes = (id: string, expected: Record<string, unknown>, timeoutMs = 15_000) =>
  eventually(async () => expect(await worker.delivery(id)).toMatchObject(expected), { timeoutMs });
const fast = { retry: { maxAttempts: 3, baseMs: 100 } };

test('sends once and keeps an attempt with what the receiver answered', async () => {
  const address = sink.script('/once', status(200));
  const [id = ''] = await worker.accept([{ address }]);
  await becomes(id, { status: 'sent', attempts: 1, provider: 'webhook', last_code: null });
  expect(sink.callsTo('/once')).toHaveLength(1);
  expect(await worker.attempts(id)).toMatchObject([
    { outcome: 'accepted', number: 1, counted: true },
  ]);
});

test('a chunk of fifty is sent by one job, each delivery once', async () => {
  const orders = Array.from({ length: 50 }, (_, i) => ({ address: sink.script(`/chunk/${i}`) }));
  const ids = await worker.accept(orders);
  for (const id of ids) await becomes(id, { status: 'sent' });
  expect(sink.calls.filter((c) => c.path.startsWith('/chunk/'))).toHaveLength(50);
  await eventually(async () => {
    const { rowCount } = await worker.database.pool.query(
      'SELECT FROM dispatch WHERE $1 = ANY (delivery_ids)',
      [ids[0]],
    );
    expect(rowCount).toBe(0);
  });
});

test('a lone failure is tried again by its own job', async () => {
  const address = sink.script('/flaky', status(503), status(503), status(200));
  const [id = ''] = await worker.accept([{ address, request: fast }]);
  await becomes(id, { status: 'sent', attempts: 3 });
  expect(await worker.attempts(id)).toMatchObject([
    { outcome: 'transient', code: 'http_503' },
    { outcome: 'transient', code: 'http_503' },
    { outcome: 'accepted' },
  ]);
});

test('failures of a chunk go back to PostgreSQL and are sent again in chunks', async () => {
  const orders = Array.from({ length: 5 }, (_, i) => ({
    address: sink.script(`/again/${i}`, status(503), status(200)),
    request: fast,
  }));
  const ids = await worker.accept(orders);
  for (const id of ids) await becomes(id, { status: 'sent', attempts: 2 });
  expect(sink.calls.filter((c) => c.path.startsWith('/again/'))).toHaveLength(10);
});

test('gives up after the last attempt, with a dead letter', async () => {
  const address = sink.script('/down', status(500));
  const [id = ''] = await worker.accept([{ address, request: fast }]);
  await becomes(id, { status: 'failed', attempts: 3, last_code: 'http_500' });
  const { rows } = await worker.database.pool.query(
    'SELECT * FROM dead_letter WHERE delivery_id = $1',
    [id],
  );
  expect(rows).toMatchObject([{ code: 'http_500', outcome: 'transient' }]);
});

test('an unknown outcome is sent again at least once, and never again at most once', async () => {
  const orders = (['at_least_once', 'at_most_once'] as const).map((deliveryMode) => ({
    address: sink.script(`/${deliveryMode}`, cut, status(200)),
    request: { ...fast, deliveryMode },
  }));
  const [least = '', most = ''] = await worker.accept(orders);
  await becomes(least, { status: 'sent', attempts: 2 });
  await becomes(most, { status: 'failed', attempts: 1, last_code: 'outcome_unknown' });
  expect(sink.callsTo('/at_most_once')).toHaveLength(1);
});

test('a rate limit gives the attempt back and waits as it is told', async () => {
  const address = sink.script('/limited', status(429, { 'retry-after': '120' }), status(200));
  const [id = ''] = await worker.accept([{ address }]);
  await becomes(id, { status: 'retrying', attempts: 0, calls: 1, last_outcome: 'rate_limited' });
  const { due_at: dueAt } = await worker.delivery(id);
  expect((dueAt as Date).getTime()).toBeGreaterThan(Date.now() + 110_000);
});

test('a code that no table knows is counted under its name', async () => {
  const address = sink.script('/teapot', status(418), status(200));
  const [id = ''] = await worker.accept([{ address, request: fast }]);
  await becomes(id, { status: 'sent', attempts: 2 });
  await eventually(async () => {
    const { rows } = await worker.database.pool.query(
      `SELECT labels, value FROM metric_counter WHERE name = 'carillon_unknown_codes_total'`,
    );
    expect(rows).toEqual([{ labels: { provider: 'webhook', code: 'http_418' }, value: 1 }]);
  });
});
