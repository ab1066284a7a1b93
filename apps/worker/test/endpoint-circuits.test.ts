import { DEFAULT_TENANT_ID, watchedEndpoint } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { startTestWorker, type TestWorker } from './start-test-worker.ts';
import { openWebhookSink, status, type WebhookSink } from './webhook-sink.ts';

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

const request = { retry: { maxAttempts: 25, baseMs: 100, capMs: 1_000 } };
const circuits = async () =>
  (await worker.database.pool.query('SELECT key, state, reason FROM circuit')).rows as {
    key: string;
    state: string;
  }[];
const sent = (ids: readonly string[]) =>
  eventually(
    async () => {
      for (const id of ids) expect(await worker.delivery(id)).toMatchObject({ status: 'sent' });
    },
    { timeoutMs: 25_000 },
  );

test('an endpoint in trouble is left alone, another on the same host is not', async () => {
  const sick = sink.script('/sick', status(503));
  const well = sink.script('/well', status(200));
  const ids = await worker.accept(Array.from({ length: 12 }, () => ({ address: sick, request })));
  await eventually(async () =>
    expect(await circuits()).toMatchObject([{ state: 'open', reason: 'http_503' }]),
  );
  expect((await circuits())[0]?.key).toMatch(/^endpoint:.*:[0-9a-f]{32}$/);
  const [late = ''] = await worker.accept([{ address: sick, request }]);
  await sent(await worker.accept([{ address: well }]));
  expect(await worker.delivery(late)).toMatchObject({ attempts: 0 });

  sink.script('/sick', status(200));
  await worker.database.pool.query('UPDATE circuit SET next_probe_at = now()');
  // What is claimed just now is given back for another while: it is called for again until it is sent.
  await eventually(
    async () => {
      await worker.database.pool.query(
        'UPDATE delivery SET due_at = now() WHERE dispatch_id IS NULL AND due_at > now()',
      );
      for (const id of [...ids, late]) {
        expect(await worker.delivery(id)).toMatchObject({ status: 'sent' });
      }
    },
    { timeoutMs: 25_000, everyMs: 250 },
  );
  expect(await circuits()).toMatchObject([{ state: 'closed' }]);
});

test('row 28: an endpoint that asks for silence gets it from all of its deliveries', async () => {
  const busy = sink.script('/busy', status(429, { 'retry-after': '2' }), status(200));
  const [first = ''] = await worker.accept([{ address: busy, request }]);
  const refusedAt = await eventually(() => {
    expect(sink.callsTo('/busy')).toHaveLength(1);
    return performance.now();
  });
  await eventually(async () =>
    expect(await worker.delivery(first)).toMatchObject({ status: 'retrying', attempts: 0 }),
  );
  const [second = ''] = await worker.accept([{ address: busy, request }]);
  await sent([first, second]);
  expect(performance.now() - refusedAt).toBeGreaterThan(1_900);
  expect(sink.callsTo('/busy')).toHaveLength(3);
  expect(await worker.attempts(second)).toHaveLength(1);
});

test('a probe that cannot be asked for burns no attempt', async () => {
  const address = sink.script('/probed', status(200));
  const { key } = watchedEndpoint(DEFAULT_TENANT_ID, address);
  const client = await worker.database.pool.connect();
  await client.query(
    `INSERT INTO circuit (key, state, opened_at, next_probe_at) VALUES ($1, 'open', now(), now() + interval '1 s')`,
    [key],
  );
  // Others may read and not write: the right to probe is refused after the lock's time-out.
  await client.query('BEGIN; LOCK TABLE circuit IN SHARE ROW EXCLUSIVE MODE');
  const [id = ''] = await worker.accept([{ address, request }]);
  await eventually(async () => {
    const { rowCount } = await worker.database.pool.query(
      `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%half_open%'`,
    );
    expect(rowCount).toBe(1);
  });
  await eventually(async () =>
    expect(await worker.delivery(id)).toMatchObject({ status: 'queued', attempts: 0, calls: 0 }),
  );
  await client.query('COMMIT');
  client.release();
  await sent([id]);
  expect(await worker.attempts(id)).toMatchObject([{ outcome: 'accepted', number: 1 }]);
});
