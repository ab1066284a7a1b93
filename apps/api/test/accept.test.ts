import { DEFAULT_TENANT_ID } from '@carillon/repositories';
import { notificationSchema } from '../src/endpoints/notifications/notification-view.ts';
import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();

const post = (body: unknown, headers: Record<string, string> = {}) =>
  api().call('POST', '/notifications', { body, headers });

const deliveryRows = async (id: string) => {
  const { rows } = await api().database.pool.query(
    'SELECT * FROM delivery WHERE id > $1 AND id <= last_delivery_id_of($1) ORDER BY id',
    [id],
  );
  return rows as Record<string, unknown>[];
};

test('a notification is answered with 202, its place and itself', async () => {
  const { status, headers, body } = await post(emailRequest());
  expect(status).toBe(202);
  expect(headers.get('location')).toBe(`/api/v1/notifications/${body.id}`);
  expect(notificationSchema.parse(body)).toMatchObject({
    status: 'queued',
    channels: ['email'],
    priority: 'normal',
    category: 'transactional',
    to: { email: 'ada@example.com' },
    content: { title: 'Order shipped', body: 'Your order 42 has shipped.' },
    deliveries: [{ channel: 'email', address: 'ada@example.com', status: 'queued', attempts: 0 }],
  });
});

test('what was answered is what is read back', async () => {
  const { body } = await post(
    emailRequest({
      priority: 'urgent',
      entity: { type: 'order', id: '42' },
      metadata: { a: 'x', b: 1, c: true },
      correlationId: 'c-1',
      scheduledAt: new Date(Date.now() + 3_600_000).toISOString(),
      retry: { delaysMs: [1_000, 2_000] },
    }),
  );
  const { body: read } = await api().call('GET', `/notifications/${body.id}`);
  expect({ ...read, updatedAt: null }).toEqual({ ...body, updatedAt: null });
  expect(read).toMatchObject({ priority: 'critical', status: 'scheduled' });
  expect(read.deliveries[0]).toMatchObject({ maxAttempts: 3, nextAttemptAt: body.scheduledAt });
});

test('what is due now rides a job; what is due later waits in PostgreSQL', async () => {
  const now = await post(emailRequest());
  const later = await post(
    emailRequest({ scheduledAt: new Date(Date.now() + 90_000).toISOString() }),
  );
  expect((await deliveryRows(now.body.id))[0]).toMatchObject({ dispatch_id: expect.any(String) });
  expect((await deliveryRows(later.body.id))[0]).toMatchObject({ dispatch_id: null });
});

test('up to 60 s past means now', async () => {
  const { status, body } = await post(
    emailRequest({ scheduledAt: new Date(Date.now() - 50_000).toISOString() }),
  );
  expect([status, body.status]).toEqual([202, 'queued']);
});

test('without expiresAt it expires 72 h after it is due', async () => {
  const scheduledAt = new Date(Date.now() + 3_600_000);
  const { body } = await post(emailRequest({ scheduledAt: scheduledAt.toISOString() }));
  expect(Date.parse(body.expiresAt) - scheduledAt.getTime()).toBe(72 * 3_600_000);
});

test('addresses come from the subscriber; an explicit one wins; what he lacks is suppressed', async () => {
  await api().call('PUT', '/subscribers/grace', { body: { email: 'grace@example.com' } });
  const request = emailRequest({
    to: { subscriberId: 'grace', webhookUrl: 'http://127.0.0.1:3100/hooks/a' },
    channels: ['email', 'webhook', 'in_app'],
  });
  const { body } = await post(request);
  expect(body.deliveries.map((d: { address: string }) => d.address)).toEqual([
    'grace@example.com',
    'http://127.0.0.1:3100/hooks/a',
    'grace',
  ]);
  const lacking = await post(
    emailRequest({ to: { subscriberId: 'grace' }, channels: ['in_app', 'webhook'] }),
  );
  expect(lacking.body.deliveries[1]).toMatchObject({
    status: 'suppressed',
    nextAttemptAt: null,
    lastError: { code: 'no_address' },
  });
});

test('a trace context is kept with the request and shown to nobody', async () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const { body, text } = await post(emailRequest(), { traceparent });
  expect(text).not.toContain(traceparent);
  const { rows } = await api().database.pool.query(
    'SELECT request FROM notification WHERE tenant_id = $1 AND id = $2',
    [DEFAULT_TENANT_ID, body.id],
  );
  expect(rows[0].request.traceparent).toBe(traceparent);
});

test('a request that is gzipped is read', async () => {
  const { gzipSync } = await import('node:zlib');
  const body = gzipSync(JSON.stringify(emailRequest()));
  expect((await post(body, { 'content-encoding': 'gzip' })).status).toBe(202);
});

test('two hundred at once are each accepted with an id of their own', async () => {
  const replies = await Promise.all(
    Array.from({ length: 200 }, (_, i) => post(emailRequest({ correlationId: `many-${i}` }))),
  );
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([202]));
  expect(new Set(replies.map(({ body }) => body.id)).size).toBe(200);
  const { rowCount } = await api().database.pool.query(
    "SELECT FROM notification WHERE correlation_id LIKE 'many-%'",
  );
  expect(rowCount).toBe(200);
});

test('no line of the log names a recipient, a text or a key', () => {
  const log = api().lines.join('\n');
  expect(log).toContain('"message":"request"');
  for (const secret of ['@example.com', 'has shipped', 'grace', 'hooks/a', api().key]) {
    expect(log).not.toContain(secret);
  }
});
