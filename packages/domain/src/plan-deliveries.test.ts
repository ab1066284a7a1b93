import { CHANNELS } from './channels.ts';
import { deliveryIdOf, notificationIdOf } from './ids.ts';
import { missingAddresses } from './missing-addresses.ts';
import { planDeliveries } from './plan-deliveries.ts';

const notificationId = '0198f3a0-1111-7222-8333-444455550000';
const to = {
  email: 'ada@example.com',
  phone: '+4366012345678',
  pushToken: 'token-1',
  webhookUrl: 'https://hooks.example/a',
  subscriberId: 'ada',
};
const now = new Date('2026-01-31T12:00:00Z');
const context = { notificationId, dueAt: now, now, known: null };
const request = { to, channels: ['email', 'sms'], deliveryMode: 'at_least_once' } as const;
const ada = { to: { subscriberId: 'ada' }, deliveryMode: 'at_least_once' } as const;
const inSeconds = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);

test('plans one delivery for each channel, in their order', () => {
  const plan = planDeliveries({ ...request, channels: [...CHANNELS] }, context);
  expect(plan.map(({ channel, address }) => [channel, address])).toEqual([
    ['email', 'ada@example.com'],
    ['sms', '+4366012345678'],
    ['whatsapp', '+4366012345678'],
    ['push', 'token-1'],
    ['webhook', 'https://hooks.example/a'],
    ['in_app', 'ada'],
    ['system', null],
  ]);
});

test("the ids are the notification's own", () => {
  const plan = planDeliveries({ ...request, channels: ['push', 'email'] }, context);
  expect(plan.map(({ id }) => id)).toEqual([
    deliveryIdOf(notificationId, 1),
    deliveryIdOf(notificationId, 2),
  ]);
  expect(plan.every(({ id }) => notificationIdOf(id) === notificationId)).toBe(true);
});

test('plans the same twice', () => {
  expect(planDeliveries(request, context)).toEqual(planDeliveries(request, context));
});

test('takes from the subscriber what the request does not say', () => {
  const known = { email: 'stored@example.com', phone: '+4366000000000', pushTokens: [] };
  const plan = planDeliveries(
    { ...request, to: { subscriberId: 'ada', email: 'own@example.com' } },
    { ...context, known },
  );
  expect(plan.map(({ address }) => address)).toEqual(['own@example.com', '+4366000000000']);
});

test('a channel without an address ends at once, and takes no place in a route', () => {
  const known = { email: null, phone: '+4366012345678', pushTokens: [] };
  const channels = ['email', 'sms', 'in_app'] as const;
  const route = { mode: 'first', channels, afterMs: 60_000 } as const;
  const plan = planDeliveries({ ...ada, channels, route }, { ...context, known });
  expect(plan).toMatchObject([
    { status: 'suppressed', code: 'no_address', address: null },
    { status: 'queued', code: null, dueAt: now },
    { status: 'scheduled', code: null, dueAt: inSeconds(60) },
  ]);
});

const devices = { email: 'ada@example.com', phone: null, pushTokens: ['phone', 'tablet'] };

test('push goes to every device of the subscriber, under ids of the family', () => {
  const plan = planDeliveries(
    { ...ada, channels: ['email', 'push', 'in_app'] },
    { ...context, known: devices },
  );
  expect(plan.map(({ id, channel, address }) => [id, channel, address])).toEqual([
    [deliveryIdOf(notificationId, 1), 'email', 'ada@example.com'],
    [deliveryIdOf(notificationId, 2), 'push', 'phone'],
    [deliveryIdOf(notificationId, 3), 'push', 'tablet'],
    [deliveryIdOf(notificationId, 4), 'in_app', 'ada'],
  ]);
});

test('an explicit token wins over the devices', () => {
  const to = { subscriberId: 'ada', pushToken: 'own' };
  const plan = planDeliveries({ ...ada, to, channels: ['push'] }, { ...context, known: devices });
  expect(plan.map(({ address }) => address)).toEqual(['own']);
});

test('all devices are one place in a route', () => {
  const channels = ['push', 'email'] as const;
  const route = { mode: 'first', channels, afterMs: 60_000 } as const;
  const plan = planDeliveries({ ...ada, channels, route }, { ...context, known: devices });
  expect(plan.map(({ channel, dueAt }) => [channel, dueAt])).toEqual([
    ['push', now],
    ['push', now],
    ['email', inSeconds(60)],
  ]);
});

test('what is due later is scheduled', () => {
  const plan = planDeliveries(request, { ...context, dueAt: inSeconds(1) });
  expect(plan.map(({ status }) => status)).toEqual(['scheduled', 'scheduled']);
});

test('carries the retry policy and the delivery mode', () => {
  const asked = { retry: { maxAttempts: 2 }, deliveryMode: 'at_most_once' } as const;
  const [plan] = planDeliveries({ ...request, ...asked }, context);
  expect(plan).toMatchObject({ maxAttempts: 2, atMostOnce: true });
});

test('a full recipient lacks nothing', () => {
  expect(missingAddresses(to, CHANNELS)).toEqual([]);
});

test('names each missing field once, in the order of the channels', () => {
  const missing = missingAddresses({ name: 'Ada' }, CHANNELS);
  expect(missing.map(({ path, code }) => `${path} ${code}`)).toEqual([
    'to.email required',
    'to.phone required',
    'to.pushToken required',
    'to.webhookUrl required',
    'to.subscriberId required',
  ]);
});

test('system needs no address', () => {
  expect(missingAddresses({}, ['system'])).toEqual([]);
});

test.each([{ subscriberId: 'ada' }, { topic: 'news' }])(
  'with %j nothing is missing before the look-up',
  (recipient) => {
    expect(missingAddresses(recipient, ['email', 'sms'])).toEqual([]);
  },
);
