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

test('plans one delivery for each channel, in their order', () => {
  const drafts = planDeliveries({ to, channels: [...CHANNELS] }, { notificationId });
  expect(drafts.map(({ n, channel, address }) => ({ n, channel, address }))).toEqual([
    { n: 1, channel: 'email', address: 'ada@example.com' },
    { n: 2, channel: 'sms', address: '+4366012345678' },
    { n: 3, channel: 'whatsapp', address: '+4366012345678' },
    { n: 4, channel: 'push', address: 'token-1' },
    { n: 5, channel: 'webhook', address: 'https://hooks.example/a' },
    { n: 6, channel: 'in_app', address: 'ada' },
    { n: 7, channel: 'system', address: null },
  ]);
});

test("the ids are the notification's own", () => {
  const drafts = planDeliveries({ to, channels: ['push', 'email'] }, { notificationId });
  expect(drafts.map(({ id }) => id)).toEqual([
    deliveryIdOf(notificationId, 1),
    deliveryIdOf(notificationId, 2),
  ]);
  expect(drafts.every(({ id }) => notificationIdOf(id) === notificationId)).toBe(true);
});

test('plans the same twice', () => {
  const plan = () => planDeliveries({ to, channels: ['email', 'sms'] }, { notificationId });
  expect(plan()).toEqual(plan());
});

test('leaves the address open where the subscriber has to be asked', () => {
  const request = { to: { subscriberId: 'ada' }, channels: ['email'] as const };
  expect(planDeliveries(request, { notificationId })).toMatchObject([{ address: null }]);
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
