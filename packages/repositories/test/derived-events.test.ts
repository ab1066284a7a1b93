import { randomUUID } from 'node:crypto';
import { notificationIdOf, type ReceiptKind } from '@carillon/domain';
import {
  applyReceipts,
  DEFAULT_TENANT_ID,
  eraseRecent,
  followDigests,
  makeBroadcastPage,
  recordResults,
  storeReceipts,
  type ClaimedDelivery,
} from '../src/index.ts';
import { acceptBroadcast, makeTopic, people, planAll } from './broadcast-of.ts';
import { collecting, openDigestStage } from './digest-stage.ts';
import { eventStage, twice } from './event-stage.ts';
import { deliveryIdsOf } from './flush-of.ts';
import { resultOf } from './result-of.ts';
import { toldEvents, toldTypes } from './told-events.ts';

const { database, claimOne, waiting, typesOf } = eventStage();
const tenantId = DEFAULT_TENANT_ID;

const hear = ({ id, leaseToken }: ClaimedDelivery, kind: ReceiptKind, suppress = false) =>
  storeReceipts(database(), { tenantId, id: randomUUID() }, [
    {
      deliveryId: id,
      leaseToken,
      key: kind,
      kind,
      at: new Date(),
      outcome: kind === 'failed' ? 'permanent_recipient' : null,
      code: kind === 'failed' ? '30003' : null,
      message: 'to ada@example.com',
      providerMessageId: 'SM1',
      suppress: suppress ? { days: null } : null,
      raw: '{}',
    },
  ]);

const sentOne = async () => {
  const claimed = await claimOne();
  await recordResults(database(), [resultOf(claimed)], []);
  return claimed;
};

test('a receipt tells that the delivery arrived, once', async () => {
  const claimed = await sentOne();
  await twice(async () => {
    await hear(claimed, 'delivered');
    await applyReceipts(database(), [claimed.id]);
  });
  expect(await typesOf(claimed)).toEqual(['delivery.delivered']);
});

test('a negative receipt tells of failure, dead letter and suppression, in this order', async () => {
  const claimed = await sentOne();
  await hear(claimed, 'failed', true);
  await twice(() => applyReceipts(database(), [claimed.id]));
  const told = await toldEvents(database(), claimed.subject);
  expect(told.map(({ type, data }) => [type, data['deliveryId']])).toEqual([
    ['delivery.failed', claimed.id],
    ['dead_letter.created', claimed.id],
    ['suppression.created', claimed.id],
  ]);
  expect(JSON.stringify(told)).not.toContain('example.com');
});

test('members of a digest tell what became of its message, each once', async () => {
  const stage = openDigestStage(database);
  const flushes = [collecting(), collecting()];
  await stage.accept(...flushes);
  await stage.endWindows();
  await stage.flushAll();
  const carriers = await stage.carrierIds();
  const [carrier = ''] = carriers;
  expect(await toldTypes(database(), notificationIdOf(carrier))).toEqual(['notification.accepted']);
  await stage.setCarrier(`status = 'sent', sent_at = now()`);
  await twice(() => followDigests(database(), carriers));
  for (const [id = ''] of flushes.map(deliveryIdsOf)) {
    expect(await toldTypes(database(), notificationIdOf(id))).toEqual(['delivery.sent']);
  }
});

test('a broadcast tells of each member’s notification', async () => {
  await makeTopic(database(), 'told', people(3));
  const batchId = await acceptBroadcast(database(), 'told');
  await makeBroadcastPage(database(), { sizeFor: () => 10, plan: planAll });
  const { rows } = await database().pool.query<{ type: string }>(
    `SELECT e.type FROM notification n JOIN event e ON e.subject = n.id WHERE n.batch_id = $1`,
    [batchId],
  );
  expect(rows.map(({ type }) => type)).toEqual(Array(3).fill('notification.accepted'));
});

test('an erasure tells what it has cancelled', async () => {
  const address = 'erased@example.com';
  const request = JSON.stringify({ to: { email: address }, channels: ['email'], content: {} });
  const told = await waiting({ delivery: { address }, notification: { request } });
  const key = { tenantId, subscriberId: 'nobody' };
  await twice(() => eraseRecent(database(), key, [address]));
  expect(await typesOf(told)).toEqual(['delivery.cancelled']);
});
