import { type Logger, silentLogger } from '@carillon/runtime';
import { type CollectedSpan, type Collector, eventually, openCollector } from '@carillon/testing';
import { startTestWorker, type TestWorker } from './start-test-worker.ts';
import { openWebhookSink, status, type WebhookSink } from './webhook-sink.ts';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const REQUEST = `00-${TRACE_ID}-00f067aa0ba902b7-01`;

let sink: WebhookSink;
let collector: Collector;
let worker: TestWorker;
const lines: Record<string, unknown>[] = [];
const log: Logger = { ...silentLogger, info: (_message, fields) => void lines.push({ ...fields }) };

beforeAll(async () => {
  [sink, collector] = await Promise.all([openWebhookSink(), openCollector()]);
  const env = { EGRESS_ALLOW: sink.origin, OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin };
  worker = await startTestWorker(env, undefined, log);
});
afterAll(async () => {
  await worker?.stop();
  await Promise.all([sink?.close(), collector?.close()]);
});

/** The spans of a delivery of this kind, in the order of its attempts. */
const spansOf = (deliveryId: string, name: string): readonly CollectedSpan[] =>
  collector.spans.filter(
    (span) => span.name === name && span.attributes['carillon.delivery.id'] === deliveryId,
  );

test('each attempt has its spans: a failed call is an error, a delivery tried again is not', async () => {
  const address = sink.script('/flaky', status(503), status(200));
  const request = { traceparent: REQUEST, retry: { maxAttempts: 3, baseMs: 100 } };
  const [id = ''] = await worker.accept([{ address, request }]);
  await eventually(() => expect(spansOf(id, 'deliver webhook')).toHaveLength(2), {
    timeoutMs: 20_000,
  });
  expect(spansOf(id, 'deliver webhook')).toMatchObject([
    { traceId: TRACE_ID, isError: false, attributes: { 'carillon.delivery.status': 'retrying' } },
    { traceId: TRACE_ID, isError: false, attributes: { 'carillon.delivery.status': 'sent' } },
  ]);
  expect(spansOf(id, 'send webhook')).toMatchObject([
    { isError: true, attributes: { 'error.type': 'http_503', 'carillon.outcome': 'transient' } },
    { isError: false, attributes: { 'carillon.attempt.number': 2 } },
  ]);
});

test('the receiver and the log line are told the span of their call', async () => {
  const address = sink.script('/gone', status(503));
  const request = { traceparent: REQUEST, retry: { maxAttempts: 1 } };
  const [id = ''] = await worker.accept([{ address, request }]);
  await eventually(() => expect(spansOf(id, 'send webhook')).toHaveLength(1), {
    timeoutMs: 20_000,
  });
  const traceparent = `00-${TRACE_ID}-${spansOf(id, 'send webhook')[0]?.spanId ?? ''}-01`;
  expect(sink.callsTo('/gone')[0]?.headers).toMatchObject({ traceparent });
  expect(lines.find(({ deliveryId }) => deliveryId === id)).toMatchObject({ traceparent });
  expect(spansOf(id, 'deliver webhook')).toMatchObject([{ isError: true }]);
});

test('what no request asked for has a trace of its own', async () => {
  const [id = ''] = await worker.accept([{ address: sink.script('/sql') }]);
  await eventually(() => expect(spansOf(id, 'deliver webhook')).toHaveLength(1), {
    timeoutMs: 20_000,
  });
  expect(spansOf(id, 'deliver webhook')).toMatchObject([{ parentSpanId: null, links: [] }]);
});
