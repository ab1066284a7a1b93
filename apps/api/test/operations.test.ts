import { eventually } from '@carillon/testing';
import { emailRequest } from './requests.ts';
import { startTestApi } from './start-test-api.ts';
import { testApi } from './test-api.ts';

const api = testApi({
  BULL_BOARD_USER: 'operator',
  BULL_BOARD_PASSWORD: 'öffne dich',
  METRICS_TOKEN: 'scrape-me-often',
});
const open = testApi();

const get = (path: string, headers: Record<string, string> = {}, target = api) =>
  target().call('GET', `/${path}`, { key: null, headers });

test('health says that the process lives, readyz what it can reach', async () => {
  expect((await get('/health')).body).toEqual({ status: 'ok' });
  await eventually(async () => {
    const { status, body } = await get('/readyz');
    expect([status, body]).toEqual([
      200,
      {
        status: 'ok',
        checks: {
          postgres: { status: 'ok' },
          redis: { status: 'ok' },
          queues: { status: 'ok' },
        },
      },
    ]);
  });
});

test.each(['/health', '/readyz', '/metrics', '/openapi.json'])(
  '%s is read only: else 405',
  async (path) => {
    const reply = await api().call('POST', `/${path}`, { key: null, body: {} });
    expect([reply.status, reply.body.code]).toEqual([405, 'method_not_allowed']);
    expect(reply.headers.get('allow')).toBe('GET, HEAD');
  },
);

test("Prometheus's metrics ask for their token and have the names that are promised", async () => {
  expect((await get('/metrics')).status).toBe(401);
  await api().call('POST', '/notifications', { body: emailRequest() });
  await api().database.pool.query(
    `INSERT INTO metric_counter (name, labels, value)
     VALUES ('carillon_attempts_total', '{"channel":"email","provider":"smtp","outcome":"accepted"}', 7)`,
  );
  const scrape = () => get('/metrics', { authorization: 'Bearer scrape-me-often' });
  await eventually(async () => {
    expect((await scrape()).text).toContain('channel="email",state="waiting",service="api"} 1');
  });
  const { status, text, headers } = await scrape();
  expect(status).toBe(200);
  expect(headers.get('content-type')).toMatch(/^text\/plain/);
  const promised = [
    'carillon_accepted_total{service="api"} 1',
    'carillon_attempts_total{channel="email",',
    'carillon_deliveries{state="queued",service="api"} 1',
    'carillon_stuck{service="api"} 0',
    'carillon_fenced_writes_total',
    'carillon_outcome_unknown_total',
    'carillon_reconciled_total',
    'carillon_oldest_due_seconds',
    'carillon_queue_depth{channel="email",state="waiting",service="api"} 1',
    'carillon_http_request_duration_seconds_bucket',
  ];
  expect(promised.filter((line) => !text.includes(line))).toEqual([]);
});

test('what workers have measured is printed as histograms', async () => {
  await api().database.pool.query(
    `INSERT INTO metric_counter (name, labels, value)
     SELECT 'carillon_queue_wait_duration_seconds_' || name, labels::jsonb, 3 FROM (VALUES
       ('bucket', '{"channel":"sms","le":"5"}'), ('bucket', '{"channel":"sms","le":"+Inf"}'),
       ('sum', '{"channel":"sms"}'), ('count', '{"channel":"sms"}')) AS v(name, labels)`,
  );
  await eventually(async () => {
    const { text } = await get('/metrics', { authorization: 'Bearer scrape-me-often' });
    expect(text).toContain(
      'carillon_queue_wait_duration_seconds_count{channel="sms",service="api"} 3',
    );
  });
});

test('while deliveries wait too long it is degraded, and the log says for how long', async () => {
  const late = await startTestApi({ READY_MAX_QUEUE_AGE: '10s' });
  const { body } = await late.call('POST', '/notifications', { body: emailRequest() });
  await late.database.pool.query(
    "UPDATE delivery SET due_at = now() - interval '30 s' WHERE id = $1",
    [body.deliveries[0].id],
  );
  await eventually(async () => {
    const ready = await late.call('GET', '//readyz', { key: null });
    expect([ready.status, ready.body]).toEqual([
      200,
      {
        status: 'degraded',
        checks: {
          postgres: { status: 'ok' },
          redis: { status: 'ok' },
          queues: { status: 'failed' },
        },
      },
    ]);
  });
  expect(late.lines.join('\n')).toContain('the oldest due delivery has waited 3');
  await late.stop();
});

test('without a token anybody may scrape', async () => {
  expect((await get('/metrics', {}, open)).status).toBe(200);
});

test('the metrics of a tenant are its own', async () => {
  const tenant = await api().makeTenant();
  const key = await api().makeKey(['notifications:write', 'metrics:read'], tenant);
  await api().call('POST', '/notifications', { key, body: emailRequest() });
  const { body } = await api().call('GET', '/metrics', { key });
  expect(body).toMatchObject({
    deliveries: { queued: 1, sent: 0 },
    successRate: null,
    processingMs: { p50: null },
    queues: { email: { active: 0, delayed: 0 } },
  });
  expect(body.oldestDueSeconds).toBeGreaterThanOrEqual(0);
});

test('Bull Board is behind a login and read-only', async () => {
  const refused = await get('/admin/queues');
  expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
    401,
    'Basic realm="Carillon operators", charset="UTF-8"',
  ]);
  const login = Buffer.from('operator:öffne dich').toString('base64');
  const headers = { authorization: `Basic ${login}` };
  const wrong = { authorization: `Basic ${Buffer.from('operator:x').toString('base64')}` };
  expect((await get('/admin/queues', wrong)).status).toBe(401);
  expect((await get('/admin/queues', headers)).status).toBe(200);
  const queues = await get('/admin/queues/api/queues', headers);
  expect(queues.body.queues.map(({ name }: { name: string }) => name)).toContain('email');
  const paused = await api().call('PUT', '//admin/queues/api/queues/email/pause', {
    key: null,
    headers,
  });
  expect(paused.status).toBe(405);
});

test("the operators' console leads to what there is for them", async () => {
  const { status, headers } = await get('/console');
  expect([status, headers.get('location')]).toEqual([302, '/admin/queues']);
});

test('Bull Board shows ids and nothing else of a job', async () => {
  const { redact } = await import('../src/operations/redact.ts');
  const deliveryId = '01990000-0000-7000-8000-000000010001';
  expect(redact({ deliveryIds: [deliveryId], to: 'ada@example.com', n: 3 })).toEqual({
    deliveryIds: [deliveryId],
    to: '***',
    n: 3,
  });
});

test('Bull Board that is not configured says so', async () => {
  const { status, body } = await get('/admin/queues', {}, open);
  expect(status).toBe(404);
  expect(body.detail).toContain('OPERATORS');
});

test('the documentation is served from here, under a strict policy', async () => {
  const root = await get('/');
  expect([root.status, root.headers.get('location')]).toEqual([302, '/docs']);
  const page = await get('/docs');
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
  expect(files.length).toBeGreaterThan(2);
  for (const path of files) expect([path, (await get(path)).status]).toEqual([path, 200]);
});

test('Bull Board can have a listener of its own', async () => {
  const apart = await startTestApi({
    ADMIN_PORT: '0',
    BULL_BOARD_USER: 'operator',
    BULL_BOARD_PASSWORD: 'open sesame',
  });
  const headers = {
    authorization: `Basic ${Buffer.from('operator:open sesame').toString('base64')}`,
  };
  expect((await fetch(`${apart.adminUrl}/admin/queues`, { headers })).status).toBe(200);
  expect((await fetch(`${apart.adminUrl}/api/v1/notifications`)).status).toBe(404);
  expect((await apart.call('GET', '//admin/queues', { key: null, headers })).status).toBe(404);
  await apart.stop();
});
