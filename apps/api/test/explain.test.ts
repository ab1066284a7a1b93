import { testApi } from './test-api.ts';
import { emailRequest } from './requests.ts';
import { failDelivery } from './delivery-rows.ts';

const api = testApi();
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);

interface Gate {
  readonly gate: string;
  readonly verdict: string;
  readonly rule: string;
  readonly inputs: Record<string, unknown>;
  readonly deliveryId: string | null;
}
const ALL = [
  'dedupe',
  'preference',
  'suppression',
  'quiet_hours',
  'cap',
  'route',
  'circuit',
  'limit',
  'expiry',
];
const preview = async (parts: object = {}, query = '') => {
  const { status, body } = await call('POST', `/notifications/preview${query}`, {
    body: emailRequest(parts),
  });
  expect([status, body.errors]).toEqual([200, undefined]);
  return body.deliveries as {
    channel: string;
    address: string | null;
    parts: Record<string, unknown>;
    gates: Gate[];
    wouldSend: boolean;
    sendAt: string | null;
  }[];
};
const gate = (gates: readonly Gate[], name: string) => gates.find((g) => g.gate === name);
const explain = async (id: string): Promise<Gate[]> =>
  (await call('GET', `/notifications/${id}/explain`)).body.gates;

let people = 0;
const putSubscriber = async (preferences: object): Promise<string> => {
  const id = `reader-${(people += 1)}`;
  const body = { email: `${id}@example.com`, timezone: 'Europe/Berlin' };
  expect((await call('PUT', `/subscribers/${id}`, { body })).status).toBe(201);
  const put = await call('PUT', `/subscribers/${id}/preferences`, {
    body: { categories: {}, quietHours: null, ...preferences },
  });
  expect(put.status).toBe(200);
  return id;
};

test('a preview shows what would be said to whom, asks every gate, and stores nothing', async () => {
  const before = (await call('GET', '/notifications')).body.data.length;
  const [delivery] = await preview();
  expect(delivery).toMatchObject({
    channel: 'email',
    address: 'ada@example.com',
    parts: { subject: 'Order shipped', text: 'Your order 42 has shipped.' },
    wouldSend: true,
  });
  expect(delivery?.gates.map((g) => g.gate).toSorted()).toEqual(ALL.toSorted());
  expect(delivery?.gates.every((g) => g.verdict === 'pass' && g.deliveryId === null)).toBe(true);
  expect((await call('GET', '/notifications')).body.data).toHaveLength(before);
});

test('a preview says at which hour the quiet hours of the recipient would let it go', async () => {
  const subscriberId = await putSubscriber({ quietHours: { start: '22:00', end: '07:00' } });
  const parts = { to: { subscriberId }, category: 'news', expiresAt: inDays(30) };
  const night = `${inDays(10).slice(0, 10)}T23:30:00.000Z`;
  const [held] = await preview(parts, `?at=${night}`);
  expect(held && gate(held.gates, 'quiet_hours')).toMatchObject({
    verdict: 'hold',
    rule: 'within_quiet_hours',
    inputs: { timezone: 'Europe/Berlin' },
  });
  expect(held?.wouldSend).toBe(true);
  const waitsMs = Date.parse(held?.sendAt ?? '') - Date.parse(night);
  expect(waitsMs).toBeGreaterThan(5 * 3_600_000);
  expect(waitsMs).toBeLessThan(8 * 3_600_000);
  const noon = `${inDays(10).slice(0, 10)}T11:00:00.000Z`;
  const [free] = await preview(parts, `?at=${noon}`);
  expect(free).toMatchObject({ wouldSend: true, sendAt: noon });
});

test('a preview of a later day is not expired, unless the request names an earlier end', async () => {
  const query = `?at=${inDays(30)}`;
  expect(await preview({}, query)).toMatchObject([{ wouldSend: true }]);
  expect(await preview({ expiresAt: inDays(10) }, query)).toMatchObject([{ wouldSend: false }]);
});

test('a preview says that the recipient has opted out', async () => {
  const subscriberId = await putSubscriber({ categories: { news: { email: false } } });
  const [delivery] = await preview({ to: { subscriberId }, category: 'news' });
  expect(delivery).toMatchObject({ wouldSend: false, sendAt: null });
  expect(delivery && gate(delivery.gates, 'preference')).toMatchObject({
    verdict: 'stop',
    rule: 'recipient_opted_out',
    inputs: { category: 'news', channel: 'email' },
  });
});

test('a preview says that an address is suppressed, and that a key was there before', async () => {
  const to = { email: 'gone@example.com' };
  const body = { channel: 'email', address: 'Gone@Example.com', reason: 'bounced' };
  expect((await call('POST', '/suppressions', { body })).status).toBe(201);
  const dedupe = { key: 'order-42', windowMs: 60_000 };
  const first = await call('POST', '/notifications', { body: emailRequest({ dedupe }) });
  const [delivery] = await preview({ to, dedupe });
  expect(delivery && gate(delivery.gates, 'suppression')).toMatchObject({
    verdict: 'stop',
    inputs: { reason: 'bounced' },
  });
  expect(delivery && gate(delivery.gates, 'dedupe')).toMatchObject({
    verdict: 'stop',
    inputs: { notificationId: first.body.id },
  });
});

test('a preview of a webhook shows what holds its endpoint back', async () => {
  const url = 'https://hooks.example.com/orders';
  const parts = { to: { webhookUrl: url }, channels: ['webhook'] };
  const { createHash } = await import('node:crypto');
  const digest = createHash('sha256').update(url).digest('hex').slice(0, 32);
  await api().database.pool.query(
    `INSERT INTO circuit (key, state, reason, opened_at, next_probe_at)
     SELECT 'endpoint:' || id || ':' || $1, 'open', 'http_503', now(), now() + interval '1 minute'
     FROM tenant WHERE name = 'default'`,
    [digest],
  );
  const [delivery] = await preview(parts);
  expect(delivery && gate(delivery.gates, 'circuit')).toMatchObject({
    verdict: 'hold',
    inputs: { reason: 'http_503' },
  });
  expect(Date.parse(delivery?.sendAt ?? '')).toBeGreaterThan(Date.now() + 30_000);
});

test('what would refuse a request refuses its preview', async () => {
  const unknown = { body: emailRequest({ to: { subscriberId: 'nobody' } }) };
  const { status, body } = await call('POST', '/notifications/preview', unknown);
  expect([status, body.code]).toEqual([422, 'subscriber_not_found']);
  const topic = { body: emailRequest({ to: { topic: 'all' } }) };
  expect((await call('POST', '/notifications/preview', topic)).body.errors).toMatchObject([
    { path: 'to.topic' },
  ]);
});

test('explain tells of one that waits what holds it now', async () => {
  const subscriberId = await putSubscriber({ quietHours: { start: '00:00', end: '23:59' } });
  const { body } = await call('POST', '/notifications', {
    body: emailRequest({ to: { subscriberId }, category: 'news' }),
  });
  const gates = await explain(body.id);
  expect(gates.map((g) => g.gate).toSorted()).toEqual(ALL.toSorted());
  expect(new Set(gates.map((g) => g.deliveryId))).toEqual(new Set([body.deliveries[0].id]));
  expect(gate(gates, 'quiet_hours')?.inputs).toMatchObject({ timezone: 'Europe/Berlin' });
});

test('explain tells of one that has ended how far it came', async () => {
  const accepted = await call('POST', '/notifications', { body: emailRequest() });
  await failDelivery(api().database, accepted.body.deliveries[0].id);
  const called = await explain(accepted.body.id);
  expect(called.every((g) => g.verdict === 'pass')).toBe(true);
  expect(gate(called, 'route')?.inputs).toEqual({ provider: 'smtp' });

  const subscriberId = await putSubscriber({});
  const lost = await call('POST', '/notifications', {
    body: emailRequest({ to: { subscriberId }, channels: ['email', 'sms'] }),
  });
  const sms = lost.body.deliveries.find((d: { channel: string }) => d.channel === 'sms');
  const stopped = (await explain(lost.body.id)).filter((g) => g.deliveryId === sms.id);
  expect(stopped.at(-1)).toMatchObject({
    gate: 'suppression',
    verdict: 'stop',
    rule: 'no_address',
  });
});

test("another tenant's notification is not explained", async () => {
  const { body } = await call('POST', '/notifications', { body: emailRequest() });
  const key = await api().makeKey(['notifications:read'], await api().makeTenant());
  const { status } = await call('GET', `/notifications/${body.id}/explain`, { key });
  expect(status).toBe(404);
});

const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
