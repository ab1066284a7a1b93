import { notificationIdOf, type DigestRule } from '@carillon/domain';
import { DEFAULT_TENANT_ID, listAttempts } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { startTestWorker, type Order, type TestWorker } from './start-test-worker.ts';
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

const RULE: DigestRule = { key: 'orders', windowMs: 400 };
const orders = (path: string, bodies: readonly string[], digest = RULE): Order[] =>
  bodies.map((body) => ({
    address: sink.origin + path,
    request: { content: { title: 'Order', body }, digest, retry: { maxAttempts: 1 } },
  }));

/** Accepts items as the api plans them: into their digest at once. */
const collect = (path: string, bodies: readonly string[], digest = RULE) => {
  const { maxItems = 100, ...rule } = digest;
  const terms = { ...rule, maxItems, templateKey: '', size: 10 };
  const dueAt = new Date(Date.now() + digest.windowMs);
  const delivery = { status: 'scheduled', dueAt, digest: terms } as const;
  const items = orders(path, bodies, digest).map((order) => ({ ...order, delivery }));
  return worker.accept(items, { riding: false });
};
const statesOf = async (ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => (await worker.delivery(id))['status']));
const become = (ids: readonly string[], expected: string[]) =>
  eventually(async () => expect(await statesOf(ids)).toEqual(expected), { timeoutMs: 15_000 });
const messagesTo = (path: string) => sink.callsTo(path).map(({ body }) => JSON.parse(body).data);
const carrierId = async (): Promise<string> =>
  (await worker.database.pool.query('SELECT carrier_id AS id FROM digest')).rows[0].id;

test('items are sent as one when the window ends, and are sent with it', async () => {
  const ids = await collect('/a', ['one', 'two', 'three']);
  await become(ids, ['sent', 'sent', 'sent']);
  expect(messagesTo('/a')).toMatchObject([
    { title: '3 notifications', body: 'Order: one\nOrder: two\nOrder: three' },
  ]);
  const [id = ''] = ids;
  expect(await worker.delivery(id)).toMatchObject({ attempts: 1, provider: 'webhook' });
  const key = { tenantId: DEFAULT_TENANT_ID, notificationId: notificationIdOf(id) };
  expect(await listAttempts(worker.database, key)).toMatchObject([
    { deliveryId: id, number: 1, outcome: 'accepted', provider: 'webhook' },
  ]);
});

test('a digest that is full does not wait for its window', async () => {
  const ids = await collect('/a', ['one', 'two'], { ...RULE, windowMs: 3_600_000, maxItems: 2 });
  await become(ids, ['sent', 'sent']);
  expect(messagesTo('/a')).toMatchObject([{ title: '2 notifications' }]);
});

test('one item alone is sent as itself', async () => {
  const ids = await collect('/a', ['one']);
  await become(ids, ['sent']);
  expect(messagesTo('/a')).toMatchObject([{ title: 'Order', body: 'one' }]);
});

test('members fail with their digest, which alone is a dead letter', async () => {
  sink.script('/gone', status(410));
  const ids = await collect('/gone', ['one', 'two']);
  await become(ids, ['failed', 'failed']);
  expect(await worker.delivery(ids[1] ?? '')).toMatchObject({ last_code: 'http_410' });
  const { rows } = await worker.database.pool.query('SELECT delivery_id FROM dead_letter');
  expect(rows).toEqual([{ delivery_id: await carrierId() }]);
});

test('members are delivered when a receipt says so of their digest', async () => {
  const ids = await collect('/a', ['one', 'two']);
  await become(ids, ['sent', 'sent']);
  await worker.database.pool.query(
    `INSERT INTO receipt (delivery_id, lease_token, key, tenant_id, provider_account_id, kind, at, raw)
     SELECT id, lease_token, 'k', tenant_id, gen_random_uuid(), 'delivered', now(), '' FROM delivery
     WHERE id = $1`,
    [await carrierId()],
  );
  await become(ids, ['delivered', 'delivered']);
  expect((await worker.delivery(ids[0] ?? ''))['delivered_at']).not.toBeNull();
});

test('what was scheduled joins its digest when it is due', async () => {
  const dueAt = new Date(Date.now() + 500);
  const delivery = { status: 'scheduled', dueAt } as const;
  const later = orders('/a', ['later', 'later too']).map((order) => ({ ...order, delivery }));
  const ids = await worker.accept(later, { riding: false });
  await become(ids, ['sent', 'sent']);
  expect(messagesTo('/a')).toMatchObject([{ title: '2 notifications' }]);
  expect(await worker.delivery(ids[0] ?? '')).toMatchObject({ calls: 0, attempts: 1 });
});

test('an item that was cancelled is not in the message', async () => {
  const ids = await collect('/a', ['one', 'two', 'three']);
  await worker.database.pool.query(
    `UPDATE delivery SET status = 'cancelled' WHERE id = $1 AND status = 'scheduled'`,
    [ids[1]],
  );
  await become(ids, ['sent', 'cancelled', 'sent']);
  expect(messagesTo('/a')).toMatchObject([{ body: 'Order: one\nOrder: three' }]);
});
