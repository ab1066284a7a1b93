import { deliveryIdOf, notificationIdFrom } from '@carillon/domain';
import { v7 as uuidv7 } from 'uuid';
import { acceptFlush, DEFAULT_TENANT_ID, yieldRoute } from '../src/index.ts';
import { flushOf } from './flush-of.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();

/** A notification of an SMS and an e-mail after it, in these states. */
const routeOf = async (...states: readonly (readonly [status: string, provider: string])[]) => {
  const notificationId = notificationIdFrom(uuidv7());
  const [delivery] = flushOf().requests[0]?.notifications[0]?.deliveries ?? [];
  if (delivery === undefined) throw new Error('a flush has a delivery');
  const deliveries = (['sms', 'email'] as const).map((channel, i) => ({
    ...delivery,
    id: deliveryIdOf(notificationId, i + 1),
    channel,
  }));
  await acceptFlush(database(), flushOf({ notification: { id: notificationId, deliveries } }));
  for (const [i, [status, provider]] of states.entries()) {
    await database().pool.query(
      `UPDATE delivery SET status = $2, provider = $3, attempts = 2, calls = 2, lease_token = 7
       WHERE id = $1`,
      [deliveries[i]?.id, status, provider],
    );
  }
  return deliveries.map((d) => d.id);
};
const repeat = async (deliveryId = '', channel: 'sms' | 'email', leaseToken = 7) => {
  const place = { tenantId: DEFAULT_TENANT_ID, deliveryId, channel, leaseToken };
  const yielded = await yieldRoute(database(), { ...place, receiptProviders: ['twilio'] });
  const { rows } = await database().pool.query(
    'SELECT status, attempts, calls FROM delivery WHERE id = $1',
    [deliveryId],
  );
  return { yielded, ...rows[0] };
};
const CALLED_OFF = { yielded: true, status: 'cancelled', attempts: 1, calls: 1 };
const GOES_ON = { yielded: false, status: 'sending', attempts: 2, calls: 2 };

test.each(['sending', 'retrying', 'sent', 'delivered'])(
  'a repeat is called off where the next channel is %s',
  async (status) => {
    const [sms] = await routeOf(['sending', 'twilio'], [status, 'smtp']);
    expect(await repeat(sms, 'sms')).toEqual(CALLED_OFF);
  },
);

test.each(['scheduled', 'failed', 'expired', 'suppressed', 'cancelled'])(
  'a repeat goes on where the next channel is %s',
  async (status) => {
    const [sms] = await routeOf(['sending', 'twilio'], [status, 'smtp']);
    expect(await repeat(sms, 'sms')).toEqual(GOES_ON);
  },
);

test('a later channel yields to an earlier one that was delivered, not to one that may yet be', async () => {
  const [, toDelivered] = await routeOf(['delivered', 'twilio'], ['sending', 'smtp']);
  expect(await repeat(toDelivered, 'email')).toEqual(CALLED_OFF);
  const [, toSent] = await routeOf(['sent', 'twilio'], ['sending', 'smtp']);
  expect(await repeat(toSent, 'email')).toEqual(GOES_ON);
});

test('a claim that was lost calls nothing off', async () => {
  const [sms] = await routeOf(['sending', 'twilio'], ['sent', 'smtp']);
  expect(await repeat(sms, 'sms', 6)).toEqual(GOES_ON);
});
