import { type Logger, silentLogger } from '@carillon/runtime';
import { eventually } from '@carillon/testing';
import { startTestWorker, type TestWorker } from './start-test-worker.ts';
import { openWebhookSink, status, type WebhookSink } from './webhook-sink.ts';

let sink: WebhookSink;
let worker: TestWorker;
const lines: Record<string, unknown>[] = [];
const log: Logger = {
  ...silentLogger,
  info: (message, fields) => void lines.push({ message, ...fields }),
};

beforeAll(async () => {
  sink = await openWebhookSink();
  const env = { EGRESS_ALLOW: sink.origin, ATTEMPT_LOG_RATE: '0' };
  worker = await startTestWorker(env, undefined, log);
});
afterAll(async () => {
  await worker?.stop();
  await sink?.close();
});

const linesOf = (id: string) => lines.filter(({ deliveryId }) => deliveryId === id);
const sent = (id: string) =>
  eventually(async () => expect(await worker.delivery(id)).toMatchObject({ status: 'sent' }));

test('attempts that fail and those that follow are logged though usual ones are not', async () => {
  const fast = { retry: { maxAttempts: 3, baseMs: 100 } };
  const flaky = sink.script('/flaky', status(503), status(200));
  const [again = ''] = await worker.accept([{ address: flaky, request: fast }]);
  const [usual = ''] = await worker.accept([{ address: sink.script('/usual') }]);
  await Promise.all([sent(again), sent(usual)]);
  await eventually(async () => {
    expect(linesOf(again)).toMatchObject([
      { message: 'attempt', number: 1, outcome: 'transient', code: 'http_503', status: 'retrying' },
      { message: 'attempt', number: 2, outcome: 'accepted', status: 'sent', rate: 1 },
    ]);
  });
  expect(linesOf(usual)).toEqual([]);
});

test('without a collector the trace of the request goes on to the line and to the receiver', async () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const request = { traceparent, retry: { maxAttempts: 1 } };
  const refused = sink.script('/refused', status(503));
  const [id = ''] = await worker.accept([{ address: refused, request }]);
  await eventually(() => expect(linesOf(id)).toMatchObject([{ status: 'failed', traceparent }]));
  expect(sink.callsTo('/refused')[0]?.headers).toMatchObject({ traceparent });
});

test('durations are published: waiting, calling, and from acceptance to sent', async () => {
  await eventually(
    async () => {
      const { rows } = await worker.database.pool.query<{ name: string }>(
        "SELECT DISTINCT name FROM metric_counter WHERE name LIKE '%_seconds_count' ORDER BY name",
      );
      expect(rows.map(({ name }) => name)).toEqual([
        'carillon_delivery_duration_seconds_count',
        'carillon_flush_duration_seconds_count',
        'carillon_provider_call_duration_seconds_count',
        'carillon_queue_wait_duration_seconds_count',
      ]);
    },
    { timeoutMs: 20_000 },
  );
});
