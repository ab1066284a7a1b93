import { randomUUID } from 'node:crypto';
import {
  closeCircuit,
  DEFAULT_TENANT_ID,
  markInboxItem,
  openCircuit,
  putOptOut,
  putSuppression,
  readAllItems,
  recordResults,
} from '../src/index.ts';
import { inTransaction } from '../src/sql/in-transaction.ts';
import { tellEvent } from '../src/events/tell-event.ts';
import { eventStage, twice } from './event-stage.ts';
import { resultOf } from './result-of.ts';
import { toldEvents, toldTypes } from './told-events.ts';

const { database, claimOne, typesOf } = eventStage();
const tenantId = DEFAULT_TENANT_ID;

test('a circuit tells when it opens and when it closes, once each', async () => {
  const accountId = randomUUID();
  const key = `account:${accountId}`;
  const opening = { key, tenantId, accountId, reason: 'config', ratePerSecond: 1 };
  await twice(() => openCircuit(database(), { ...opening, probeAfterMs: 30_000 }));
  await twice(() => closeCircuit(database(), key));
  const told = await toldEvents(database(), accountId);
  expect(told.map(({ type, data }) => [type, data['accountId'], data['reason']])).toEqual([
    ['provider_account.circuit_opened', accountId, 'config'],
    ['provider_account.circuit_closed', accountId, null],
  ]);
});

const countSuppressions = async (): Promise<number> =>
  (await toldTypes(database())).filter((type) => type === 'suppression.created').length;

test('an entry of the suppression list is told without its address', async () => {
  const entry = { reason: 'asked', category: 'news', until: new Date('2100-01-01T00:00:00Z') };
  const address = 'secret@example.com';
  await putSuppression(database(), { tenantId, channel: 'email', address, ...entry });
  const told = (await toldEvents(database())).at(-1);
  expect(told).toMatchObject({
    type: 'suppression.created',
    subject: null,
    data: {
      deliveryId: null,
      channel: 'email',
      reason: 'asked',
      category: 'news',
      until: '2100-01-01T00:00:00.000Z',
    },
  });
  expect(JSON.stringify(told)).not.toContain('secret');
});

test('an opt-out that changes nothing is not told', async () => {
  const before = await countSuppressions();
  await twice(() =>
    putOptOut(database(), { tenantId, channel: 'sms', address: `+1555${Math.trunc(1e6)}` }),
  );
  expect(await countSuppressions()).toBe(before + 1);
});

const deliverItem = async (subscriberId: string) => {
  await database().pool.query(
    'INSERT INTO subscriber (tenant_id, id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [tenantId, subscriberId],
  );
  const claimed = await claimOne({ channel: 'in_app' });
  const item = { subscriberId, title: null, body: 'Hello', url: null, data: null, category: 'c' };
  await recordResults(database(), [resultOf(claimed, { status: 'delivered', item })], []);
  return claimed;
};

test('an item that is marked read is told once, and again after it was unread', async () => {
  const claimed = await deliverItem('ada');
  const mark = { tenantId, subscriberId: 'ada', itemId: claimed.id };
  await markInboxItem(database(), { ...mark, seen: true });
  expect(await typesOf(claimed)).toEqual([]);
  await twice(() => markInboxItem(database(), { ...mark, read: true }));
  await markInboxItem(database(), { ...mark, archived: true });
  expect(await typesOf(claimed)).toEqual(['inbox.read']);
  await markInboxItem(database(), { ...mark, read: false });
  await markInboxItem(database(), { ...mark, read: true });
  expect(await typesOf(claimed)).toEqual(['inbox.read', 'inbox.read']);
});

test('to read all tells of each item that was unread, once', async () => {
  const claimed = [await deliverItem('grace'), await deliverItem('grace')];
  await twice(() => readAllItems(database(), { tenantId, subscriberId: 'grace' }));
  for (const one of claimed) expect(await typesOf(one)).toEqual(['inbox.read']);
});

test('an event of a transaction is told when that commits, and only then', async () => {
  const subject = randomUUID();
  const event = { tenantId, type: 'hold.created', subject, data: { holdId: subject } } as const;
  const failing = inTransaction(database(), async (client) => {
    await tellEvent(client, event);
    throw new Error('changed its mind');
  });
  await expect(failing).rejects.toThrow('changed its mind');
  expect(await toldTypes(database(), subject)).toEqual([]);
  await inTransaction(database(), (client) => tellEvent(client, event));
  expect(await toldTypes(database(), subject)).toEqual(['hold.created']);
});
