import { type CollectedSpan, type Collector, eventually, openCollector } from '@carillon/testing';
import { emailRequest } from './requests.ts';
import { type Cluster, type ClusterApi, startCluster } from './start-cluster.ts';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER_ID = '00f067aa0ba902b7';
/** How OTLP numbers the kinds of spans. */
const [SERVER, CLIENT, CONSUMER] = [2, 3, 5];

let cluster: Cluster;
let collector: Collector;
let api: ClusterApi;
let worker: Awaited<ReturnType<Cluster['startWorker']>>;
beforeAll(async () => {
  [cluster, collector] = await Promise.all([startCluster(), openCollector()]);
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
    OTEL_EXPORTER_OTLP_HEADERS: 'api-key=open%20sesame',
  };
  const accounts = [{ provider: 'noop', channels: ['email'], settings: {} }];
  [api, worker] = await Promise.all([
    cluster.startApi({ env }),
    cluster.startWorker({ ...env, PROVIDER_ACCOUNTS: JSON.stringify(accounts) }),
  ]);
});
afterAll(async () => {
  await cluster?.stop();
  await collector?.close();
});

const call = async (method: string, path: string, headers = {}, body?: object) => {
  const response = await fetch(`${api.url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${cluster.key}`,
      'content-type': 'application/json',
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as { id: string; status: string };
};
const post = (headers = {}) => call('POST', '/notifications', headers, emailRequest());

const becomesSent = (id: string) =>
  eventually(
    async () => {
      const found = await call('GET', `/notifications/${id}`);
      expect(found).toMatchObject({ status: 'sent' });
    },
    { timeoutMs: 20_000 },
  );

const spansOf = async (traceId: string, count: number): Promise<readonly CollectedSpan[]> => {
  const found = () => collector.spans.filter((span) => span.traceId === traceId);
  await eventually(() => expect(found()).toHaveLength(count), { timeoutMs: 20_000 });
  return found().toSorted((a, b) => a.kind - b.kind);
};

test('a trace leads from its caller through the api and the queue to the provider', async () => {
  const { id } = await post({ traceparent: `00-${TRACE_ID}-${CALLER_ID}-01` });
  const [server, client, consumer] = await spansOf(TRACE_ID, 3);
  expect(server).toMatchObject({
    service: 'carillon-api',
    name: 'POST /api/v1/notifications',
    kind: SERVER,
    parentSpanId: CALLER_ID,
    attributes: {
      'http.request.method': 'POST',
      'http.route': '/api/v1/notifications',
      'http.response.status_code': 202,
      'carillon.notification.id': id,
    },
  });
  expect(consumer).toMatchObject({
    service: 'carillon-worker',
    name: 'deliver email',
    kind: CONSUMER,
    parentSpanId: server?.spanId,
    links: [server?.spanId],
    attributes: { 'carillon.notification.id': id, 'carillon.delivery.status': 'sent' },
  });
  expect(client).toMatchObject({
    service: 'carillon-worker',
    name: 'send email',
    kind: CLIENT,
    parentSpanId: consumer?.spanId,
    attributes: { 'carillon.provider': 'noop', 'carillon.outcome': 'accepted' },
  });
});

test('requests that supervisors ask again and again have no spans, and others none but ids', async () => {
  await fetch(`${api.url}/health`);
  await call('GET', '/subscribers/ada.lovelace');
  const refused = () => collector.spans.find(({ name }) => name.includes('/subscribers/'));
  await eventually(() => expect(refused()).toBeDefined(), { timeoutMs: 20_000 });
  expect(refused()).toMatchObject({
    name: 'GET /api/v1/subscribers/{subscriberId}',
    isError: false,
  });
  expect(JSON.stringify(collector.spans)).not.toMatch(/health|lovelace|example\.com|127\.0\.0\.1/);
});

test('the collector is told its key', () => {
  expect(collector.calls[0]).toMatchObject({ 'api-key': 'open sesame' });
});

test('a caller who asks not to be traced is not', async () => {
  const unsampled = '5'.repeat(32);
  const { id } = await post({ traceparent: `00-${unsampled}-${CALLER_ID}-00` });
  await becomesSent(id);
  const later = '6'.repeat(32);
  await post({ traceparent: `00-${later}-${CALLER_ID}-01` });
  await spansOf(later, 3);
  expect(collector.spans.filter(({ traceId }) => traceId === unsampled)).toEqual([]);
});

test('a collector that hangs delays no send, and no end of a process', async () => {
  collector.hang();
  const { id } = await post();
  await becomesSent(id);
  const ends = await Promise.all([api.terminate(), worker.terminate()]);
  expect(ends.map(({ how }) => how)).toEqual(['exit code 0', 'exit code 0']);
});
