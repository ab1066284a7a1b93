import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();

const post = (notifications: readonly unknown[], query = '', headers = {}) =>
  api().call('POST', `/notifications/batch${query}`, { body: { notifications }, headers });

const many = (count: number, parts: (i: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, i) => emailRequest(parts(i)));

const countOf = async (category: string): Promise<number> => {
  const { rowCount } = await api().database.pool.query(
    'SELECT FROM notification WHERE category = $1',
    [category],
  );
  return rowCount ?? 0;
};

test('a thousand are accepted in one call, in their order', async () => {
  const { status, body } = await post(many(1_000, () => ({ category: 'thousand' })));
  expect([status, body.accepted, body.items.length]).toEqual([202, 1_000, 1_000]);
  expect(body.items[7]).toEqual({ index: 7, id: expect.any(String), status: 'queued' });
  const ids = body.items.map((item: { id: string }) => item.id);
  expect(ids.toSorted()).toEqual(ids);
  expect(await countOf('thousand')).toBe(1_000);
  const batch = await api().call('GET', `/batches/${body.batchId}`);
  expect(batch.body).toMatchObject({ total: 1_000, deliveries: 1_000, finishedAt: null });
  expect(batch.body.counts).toMatchObject({ queued: 1_000, sent: 0, cancelled: 0 });
});

test('deliveries of a batch ride jobs of fifty', async () => {
  const { body } = await post(many(120, () => ({ category: 'riding', priority: 'high' })));
  const { rows } = await api().database.pool.query(
    `SELECT cardinality(delivery_ids) AS riders FROM dispatch WHERE delivery_ids && ARRAY(
       SELECT id FROM delivery WHERE id > $1 AND priority = 2) ORDER BY 1`,
    [body.batchId],
  );
  expect(rows.map(({ riders }) => riders)).toEqual([20, 50, 50]);
});

test('row 19: over 1,000 is 400 batch_too_large; none is 400 validation_failed', async () => {
  const large = await post(many(1_001));
  expect([large.status, large.body.code]).toEqual([400, 'batch_too_large']);
  expect((await post([])).body.code).toBe('validation_failed');
});

test('row 19: three bad of a hundred refuse all, each with its place', async () => {
  const bad: Record<number, object> = {
    3: { priority: 'soon' },
    50: { to: { email: 'nobody' } },
    99: { scheduledAt: '2020-01-01T00:00:00Z' },
  };
  const { status, body } = await post(many(100, (i) => ({ category: 'refused', ...bad[i] })));
  expect([status, body.code]).toEqual([400, 'validation_failed']);
  expect(body.errors.map(({ path, code }: { path: string; code: string }) => [path, code])).toEqual(
    [
      ['notifications.3.priority', 'invalid_value'],
      ['notifications.50.to.email', 'invalid_address'],
      ['notifications.99.scheduledAt', 'scheduled_at_in_past'],
    ],
  );
  expect(await countOf('refused')).toBe(0);
});

test('row 19: a subscriber nobody knows refuses the batch as well', async () => {
  const { status, body } = await post([
    emailRequest({ category: 'unknown' }),
    emailRequest({ category: 'unknown', to: { subscriberId: 'nobody' } }),
  ]);
  expect([status, body.code]).toEqual([400, 'validation_failed']);
  expect(body.errors[0]).toMatchObject({
    path: 'notifications.1.to.subscriberId',
    code: 'subscriber_not_found',
  });
  expect(await countOf('unknown')).toBe(0);
});

test('row 19: mode=partial accepts the good ones and answers 207', async () => {
  const { status, body } = await post(
    [
      emailRequest({ category: 'partial' }),
      emailRequest({ category: 'partial', channels: [] }),
      emailRequest({ category: 'partial', to: { subscriberId: 'nobody' } }),
      emailRequest({ category: 'partial' }),
    ],
    '?mode=partial',
  );
  expect([status, body.accepted, body.rejected]).toEqual([207, 2, 2]);
  expect(body.items).toEqual([
    { index: 0, id: expect.any(String), status: 'queued' },
    { index: 1, error: { code: 'validation_failed', errors: expect.any(Array) } },
    { index: 2, error: { code: 'subscriber_not_found', errors: expect.any(Array) } },
    { index: 3, id: expect.any(String), status: 'queued' },
  ]);
  expect(await countOf('partial')).toBe(2);
  const batch = await api().call('GET', `/batches/${body.batchId}`);
  expect(batch.body).toMatchObject({ total: 2, deliveries: 2 });
});

test('an item with thousands of faults tells the first hundred of them', async () => {
  const faults = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`x${i}`, 1]));
  const { body } = await api().call('POST', '/notifications/batch?mode=partial', {
    body: { notifications: [emailRequest(), emailRequest(faults)] },
  });
  expect([body.accepted, body.items[1].error.errors.length]).toEqual([1, 100]);
});

test('row 2: a batch body over 4 MiB is 413', async () => {
  const body = 'x'.repeat(4 * 1_024 * 1_024 + 1);
  const reply = await api().call('POST', '/notifications/batch', { body });
  expect([reply.status, reply.body.code]).toEqual([413, 'payload_too_large']);
});

test('row 10: unclean text in one item is its own fault', async () => {
  const text = `{"notifications":[${JSON.stringify(emailRequest())},
    {"to":{"email":"a@b.co"},"channels":["email"],"content":{"body":"\\u0000"}}]}`;
  const path = '/notifications/batch?mode=partial';
  const { status, body } = await api().call('POST', path, { body: text });
  expect([status, body.accepted]).toEqual([207, 1]);
  expect(body.items[1].error.errors[0].path).toBe('notifications.1.content.body');
});

test('row 20: a batch under a key is stored once', async () => {
  const notifications = many(3, () => ({ category: 'once' }));
  const headers = { 'idempotency-key': 'batch' };
  const first = await post(notifications, '', headers);
  const second = await post(notifications, '', headers);
  expect(second.text).toBe(first.text);
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  expect(await countOf('once')).toBe(3);
});

test('a batch is cancelled as far as it waits', async () => {
  const { body } = await post(many(5));
  const cancelled = await api().call('DELETE', `/batches/${body.batchId}`);
  expect([cancelled.status, cancelled.body]).toEqual([200, { cancelled: 5 }]);
  const again = await api().call('DELETE', `/batches/${body.batchId}`);
  expect(again.body).toEqual({ cancelled: 0 });
  const batch = await api().call('GET', `/batches/${body.batchId}`);
  expect(batch.body.counts.cancelled).toBe(5);
  expect(batch.body.finishedAt).not.toBeNull();
});

test('a batch nobody knows is 404', async () => {
  const id = '01990000-0000-7000-8000-00000000dead';
  expect((await api().call('GET', `/batches/${id}`)).status).toBe(404);
  expect((await api().call('DELETE', `/batches/${id}`)).status).toBe(404);
  expect((await api().call('GET', '/batches/nonsense')).status).toBe(404);
});
