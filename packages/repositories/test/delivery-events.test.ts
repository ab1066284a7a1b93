import { randomUUID } from 'node:crypto';
import { deliveryIdOf, notificationIdFrom } from '@carillon/domain';
import { v7 as uuidv7 } from 'uuid';
import {
  advanceRoutes,
  cancelCollapsed,
  cancelNotification,
  cancelPage,
  DEFAULT_TENANT_ID,
  expireDeliveries,
  putSuppression,
  recordResults,
  stepRoute,
  suppressClaimed,
  suppressDeliveries,
  yieldRoute,
} from '../src/index.ts';
import { flushOf } from './flush-of.ts';
import { eventStage, twice } from './event-stage.ts';
import { resultOf } from './result-of.ts';
import { toldEvents } from './told-events.ts';

const { database, accept, waiting, claimOne, typesOf } = eventStage();
const tenantId = DEFAULT_TENANT_ID;

test('a cancelled notification tells of each delivery that still waited, once', async () => {
  const told = await waiting();
  await twice(() => cancelNotification(database(), { tenantId, id: told.subject }));
  expect(await typesOf(told)).toEqual(['delivery.cancelled']);
});

test('a cancelled batch tells of what still waited, once', async () => {
  const batchId = uuidv7();
  const flush = flushOf({ riding: false });
  const requests = flush.requests.map((r) => ({ ...r, batch: { id: batchId, total: 1 } }));
  const told = await accept({ ...flush, requests });
  await twice(() => cancelPage(database(), { tenantId, batchId, after: batchId }));
  expect(await typesOf(told)).toEqual(['delivery.cancelled']);
});

test('a delivery that a newer one displaces is told as cancelled, with the reason', async () => {
  const older = await waiting({ notification: { collapseKey: 'k' } });
  const newer = await waiting({ notification: { collapseKey: 'k' } });
  const [told, ...more] = await toldEvents(database(), older.subject);
  expect(told).toMatchObject({ type: 'delivery.cancelled', data: { code: 'collapsed' } });
  expect(more).toEqual([]);
  expect(await typesOf(newer)).toEqual([]);
});

test('a claimed delivery whose place is taken is told as cancelled, once', async () => {
  const delivery = { address: 'slot@example.com' };
  const claimed = await claimOne({ delivery, notification: { collapseKey: 'slot' } });
  await waiting({ delivery, notification: { collapseKey: 'slot' } });
  const { channel, address } = claimed;
  const place = { tenantId, deliveryId: claimed.id, leaseToken: claimed.leaseToken };
  await twice(() => cancelCollapsed(database(), { ...place, channel, address, key: 'slot' }));
  expect(await typesOf(claimed)).toEqual(['delivery.cancelled']);
});

test('an expired delivery is told once, before its dead letter', async () => {
  const told = await waiting({ notification: { expiresAt: new Date(0) } });
  await twice(() => expireDeliveries(database(), [told.id]));
  expect(await typesOf(told)).toEqual(['delivery.expired', 'dead_letter.created']);
});

test('a waiting delivery to a suppressed address is told once', async () => {
  const address = 'listed@example.com';
  const told = await waiting({ delivery: { address } });
  const entry = { reason: 'opted_out', category: null, until: null };
  await putSuppression(database(), { tenantId, channel: 'email', address, ...entry });
  await twice(() => suppressDeliveries(database(), [told.id]));
  expect(await typesOf(told)).toEqual(['delivery.suppressed']);
});

test('a claimed delivery that is not to be sent is told once, and not under another lease', async () => {
  const claimed = await claimOne();
  const { id: deliveryId, leaseToken } = claimed;
  const stop = { tenantId, deliveryId, code: 'cap_reached', message: 'enough' };
  await suppressClaimed(database(), { ...stop, leaseToken: leaseToken - 1 });
  expect(await typesOf(claimed)).toEqual([]);
  await twice(() => suppressClaimed(database(), { ...stop, leaseToken }));
  expect(await typesOf(claimed)).toEqual(['delivery.suppressed']);
});

/** A route of an e-mail and an SMS after it; the e-mail as it is made, the SMS waiting. */
const routeOf = async (first: 'sent' | 'sending') => {
  const subject = notificationIdFrom(uuidv7());
  const [delivery] = flushOf().requests[0]?.notifications[0]?.deliveries ?? [];
  if (delivery === undefined) throw new Error('a flush has a delivery');
  const deliveries = (['email', 'sms'] as const).map((channel, i) => ({
    ...delivery,
    id: deliveryIdOf(subject, i + 1),
    channel,
    dispatchId: null,
  }));
  const request = JSON.stringify({ route: { mode: 'first', channels: ['email', 'sms'] } });
  await accept(flushOf({ notification: { id: subject, request, deliveries } }));
  const [email = '', sms = ''] = deliveries.map((d) => d.id);
  await database().pool.query(
    `UPDATE delivery SET status = $2, provider = 'smtp', dispatch_id = gen_random_uuid(),
       lease_token = 7, attempts = 2, calls = 2 WHERE id = $1`,
    [email, first],
  );
  return { subject, email, sms };
};

test('what a route does not need any more is told as cancelled, once', async () => {
  const { subject, email, sms } = await routeOf('sent');
  await twice(() => advanceRoutes(database(), [email], []));
  const told = await toldEvents(database(), subject);
  expect(told.map(({ type, data }) => [type, data['deliveryId']])).toEqual([
    ['delivery.cancelled', sms],
  ]);
});

test('a channel that calls itself off is told, once', async () => {
  const { subject, sms } = await routeOf('sent');
  await database().pool.query(
    `UPDATE delivery SET status = 'sending', dispatch_id = gen_random_uuid(), lease_token = 1,
       attempts = 1, calls = 1 WHERE id = $1`,
    [sms],
  );
  const step = { tenantId, deliveryId: sms, channel: 'sms', leaseToken: 1 } as const;
  await twice(() => stepRoute(database(), { ...step, afterMs: null, receiptProviders: [] }));
  expect(await typesOf({ id: sms, subject })).toEqual(['delivery.cancelled']);
});

test('a repeat that yields to another channel is told, once', async () => {
  const { subject, email, sms } = await routeOf('sending');
  await database().pool.query(
    `UPDATE delivery SET status = 'sent', dispatch_id = gen_random_uuid() WHERE id = $1`,
    [sms],
  );
  const place = { tenantId, deliveryId: email, channel: 'email', leaseToken: 7 } as const;
  await twice(() => yieldRoute(database(), { ...place, receiptProviders: [] }));
  expect(await typesOf({ id: email, subject })).toEqual(['delivery.cancelled']);
});

test('events of one notification keep their order from process to process', async () => {
  const claimed = await claimOne();
  const retry = { status: 'retrying', delayMs: 0, keepsDispatch: true, tellsEvents: true } as const;
  const attempt = { outcome: 'transient', code: 'timeout' } as const;
  await recordResults(database(), [resultOf(claimed, { ...retry, attempt })], []);
  await database().pool.query(`UPDATE delivery SET dispatch_id = NULL WHERE id = $1`, [claimed.id]);
  await cancelNotification(database(), { tenantId, id: claimed.subject });
  await recordResults(database(), [resultOf(claimed, { tellsEvents: true })], []);
  expect(await typesOf(claimed)).toEqual(['delivery.retrying', 'delivery.cancelled']);
  const { rows } = await database().pool.query<{ type: string }>(
    'SELECT type FROM event WHERE subject = $1 ORDER BY position, id',
    [claimed.subject],
  );
  expect(rows.map(({ type }) => type)).toEqual(await typesOf(claimed));
});

test('nothing is told to a tenant that does not subscribe', async () => {
  const other = randomUUID();
  await database().pool.query('INSERT INTO tenant (id, name) VALUES ($1, $2)', [other, other]);
  const told = await waiting({ tenantId: other });
  await cancelNotification(database(), { tenantId: other, id: told.subject });
  expect(await typesOf(told)).toEqual([]);
});
