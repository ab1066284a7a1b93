import { notificationIdFrom, ownRequest, planDeliveries } from '@carillon/domain';
import { DEFAULT_TENANT_ID, makeBroadcastPage } from '@carillon/repositories';
import { v7 as uuidv7 } from 'uuid';
import { notificationSchema } from '../src/endpoints/notifications/notification-view.ts';
import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);

beforeAll(async () => {
  await api().database.pool.query(
    `INSERT INTO subscriber (tenant_id, id, email)
     SELECT $1, 'person-' || n, 'person-' || n || '@example.com' FROM generate_series(1, 3) n`,
    [DEFAULT_TENANT_ID],
  );
  await call('PUT', '/topics/news', { body: {} });
  const subscriberIds = ['person-1', 'person-2', 'person-3'];
  await call('POST', '/topics/news/subscribers', { body: { subscriberIds } });
});

const toTopic = (topic: string, parts: object = {}) => emailRequest({ to: { topic }, ...parts });
const post = (body: unknown, headers: Record<string, string> = {}) =>
  call('POST', '/notifications', { body, headers });
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

test('a broadcast is answered with its batch, where its progress is', async () => {
  const { status, headers, body } = await post(toTopic('news'));
  expect([status, body]).toEqual([202, { batchId: expect.any(String), topic: 'news' }]);
  expect(headers.get('location')).toBe(`/api/v1/batches/${body.batchId}`);
  const batch = await call('GET', `/batches/${body.batchId}`);
  expect(batch.body).toMatchObject({ total: 3, deliveries: 3, finishedAt: null });
  expect(batch.body.counts.queued).toBe(3);
});

test('a broadcast counts as one accepted notification for each member', async () => {
  const accepted = async (): Promise<number> => {
    const { text } = await call('GET', '//metrics', { key: null });
    return Number(/^carillon_accepted_total(?:\{.*\})? (\d+)$/m.exec(text)?.[1] ?? 0);
  };
  const before = await accepted();
  await post(toTopic('news'));
  expect((await accepted()) - before).toBe(3);
});

test('a topic nobody knows is 422 topic_not_found', async () => {
  const { status, body } = await post(toTopic('unknown'));
  expect([status, body.code, body.errors[0].path]).toEqual([422, 'topic_not_found', 'to.topic']);
});

test('a deleted topic and that of another tenant are not known', async () => {
  await call('PUT', '/topics/short-lived', { body: {} });
  await call('DELETE', '/topics/short-lived');
  expect((await post(toTopic('short-lived'))).body.code).toBe('topic_not_found');
  const key = await api().makeKey(['notifications:write'], await api().makeTenant());
  const foreign = await call('POST', '/notifications', { key, body: toTopic('news') });
  expect(foreign.body.code).toBe('topic_not_found');
});

test('a topic stands alone in `to`', async () => {
  const { status, body } = await post(
    emailRequest({ to: { topic: 'news', email: 'ada@example.com' } }),
  );
  expect([status, body.errors[0].path]).toEqual([400, 'to.topic']);
});

test('a broadcast is no item of a batch', async () => {
  const notifications = [emailRequest(), toTopic('news')];
  const { status, body } = await call('POST', '/notifications/batch', { body: { notifications } });
  expect([status, body.errors[0].path]).toEqual([400, 'notifications.1.to.topic']);
});

test('a broadcast under a key is accepted once', async () => {
  const headers = { 'idempotency-key': 'broadcast' };
  const first = await post(toTopic('news', { category: 'once' }), headers);
  const second = await post(toTopic('news', { category: 'once' }), headers);
  expect(second.text).toBe(first.text);
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  const { rowCount } = await api().database.pool.query(
    `SELECT FROM broadcast WHERE request ->> 'category' = 'once'`,
  );
  expect(rowCount).toBe(1);
});

test('what a broadcast is refused for leaves nothing behind', async () => {
  const headers = { 'idempotency-key': 'refused-broadcast' };
  await post(toTopic('unknown', { category: 'refused' }), headers);
  const { rowCount } = await api().database.pool.query(
    `SELECT FROM idempotency_key WHERE key = 'refused-broadcast'`,
  );
  expect(rowCount).toBe(0);
});

test('before its time all of a broadcast is scheduled, and cancelled whole', async () => {
  const { body } = await post(toTopic('news', { scheduledAt: inAnHour() }));
  const path = `/batches/${body.batchId}`;
  expect((await call('GET', path)).body.counts).toMatchObject({ scheduled: 3 });
  expect((await call('DELETE', path)).body).toEqual({ cancelled: 3 });
  const cancelled = await call('GET', path);
  expect(cancelled.body.counts).toMatchObject({ scheduled: 0, cancelled: 3 });
  expect(cancelled.body.finishedAt).not.toBeNull();
  expect((await call('DELETE', path)).body).toEqual({ cancelled: 0 });
});

test('a text too long for an SMS is refused for all', async () => {
  await api().database.pool.query('UPDATE installation SET environment_channels = NULL');
  const content = { body: 'x'.repeat(2_000) };
  const { status, body } = await post(toTopic('news', { channels: ['sms'], content }));
  expect([status, body.code]).toEqual([422, 'sms_too_long']);
});

/** Makes what a worker would: each member's notification. */
const fanOut = async (): Promise<void> => {
  const now = new Date();
  const page = () =>
    makeBroadcastPage(api().database, {
      sizeFor: () => 100,
      plan: ({ batchId, request: shared, expiresAt }, members) =>
        members.map((known) => {
          const id = notificationIdFrom(uuidv7());
          const own = ownRequest(shared, { ...known, batchId });
          const context = { notificationId: id, dueAt: now, now, known };
          return {
            id,
            request: JSON.stringify(own),
            rank: 3,
            category: shared.category,
            entityType: null,
            entityId: null,
            correlationId: null,
            scheduledAt: null,
            expiresAt,
            deliveries: planDeliveries({ ...shared, to: own.to }, context).map((delivery) => ({
              ...delivery,
              dispatchId: null,
            })),
          };
        }),
    });
  while ((await page()) !== null);
};

test("members' notifications are listed and read like any other", async () => {
  const { body } = await post(toTopic('news', { metadata: { release: '2.0' } }));
  await fanOut();
  const { data } = (await call('GET', `/notifications?batchId=${body.batchId}`)).body;
  const whom = data.map(({ to }: { to: { subscriberId: string } }) => to.subscriberId);
  expect(whom.toSorted()).toEqual(['person-1', 'person-2', 'person-3']);
  const read = await call('GET', `/notifications/${data[0].id}`);
  expect(notificationSchema.parse(read.body)).toMatchObject({
    status: 'queued',
    batchId: body.batchId,
    channels: ['email'],
    content: { title: 'Order shipped' },
    metadata: { release: '2.0' },
    deliveries: [{ channel: 'email', address: `${data[0].to.subscriberId}@example.com` }],
  });
  const batch = await call('GET', `/batches/${body.batchId}`);
  expect(batch.body).toMatchObject({ total: 3, deliveries: 3, finishedAt: null });
});
