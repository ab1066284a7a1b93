import {
  acceptFlush,
  decideHold,
  DEFAULT_TENANT_ID,
  expireDeliveries,
  expireHeldBroadcasts,
  expireHolds,
  findBatch,
  findExpiredWaiting,
  listHolds,
  makeBroadcastPage,
} from '../src/index.ts';
import { acceptBroadcast, makeTopic, people, planAll, recipientsOf } from './broadcast-of.ts';
import { heldFlush } from './held-flush.ts';
import { testDatabase } from './test-database.ts';
import { logTypes, toldEvents } from './told-events.ts';

const database = testDatabase();
const tenantId = DEFAULT_TENANT_ID;
const key = 'news';

beforeEach(async () => {
  await database().pool.query(
    `TRUNCATE hold, hold_member, topic, subscriber, broadcast, batch, notification, delivery,
       dead_letter, event CASCADE`,
  );
});

const query = (text: string, values: unknown[] = []) => database().pool.query(text, values);
const holds = () => listHolds(database(), { tenantId, status: null, after: null, limit: 10 });
const hold = async () => (await holds())[0];
/** As if nothing had been put into any hold for so long that nothing joins it. */
const age = () => query(`UPDATE hold SET last_at = now() - interval '11 minutes'`);
const endDeliveries = async () => {
  await query('UPDATE delivery SET expires_at = now(), due_at = now()');
  return expireDeliveries(database(), await findExpiredWaiting(database(), 100));
};
const batch = (id: string) => findBatch(database(), { tenantId, id });

/** A broadcast that is in the only hold, with so many of its members made before. */
const holdBroadcast = async (made = 0): Promise<string> => {
  await makeTopic(database(), key, people(5));
  const batchId = await acceptBroadcast(database(), key);
  if (made > 0) await makeBroadcastPage(database(), { sizeFor: () => made, plan: planAll });
  await acceptFlush(database(), heldFlush({ count: 1, reason: 'size' }));
  await query('UPDATE broadcast SET hold_id = (SELECT id FROM hold)');
  return batchId;
};
const endBroadcasts = () => query('UPDATE broadcast SET expires_at = now()');

test('a held broadcast whose time has run out ends: who had no turn counts as expired', async () => {
  await logTypes(database(), ['broadcast.expired']);
  const batchId = await holdBroadcast(2);
  expect(await expireHeldBroadcasts(database(), 10)).toBe(0);
  await endBroadcasts();
  const ended = await Promise.all([1, 2].map(() => expireHeldBroadcasts(database(), 10)));
  expect(Math.max(...ended)).toBe(1);
  expect(Math.min(...ended)).toBe(0);
  expect(await batch(batchId)).toMatchObject({
    total: 5,
    broadcast: { state: 'expired', made: 2, finishedAt: expect.any(Date) },
  });
  expect(await recipientsOf(database(), batchId)).toEqual(people(2));
  expect(await toldEvents(database())).toMatchObject([
    { type: 'broadcast.expired', data: { batchId, topic: key, made: 2, unmade: 3 } },
  ]);
});

test('one that is released at that moment goes out, and so does one that nobody holds', async () => {
  const batchId = await holdBroadcast();
  const id = (await hold())?.id ?? '';
  await endBroadcasts();
  await decideHold(database(), { tenantId, id, decision: 'released' });
  expect(await expireHeldBroadcasts(database(), 10)).toBe(0);
  expect(await batch(batchId)).toMatchObject({ broadcast: { state: 'queued' } });
});

test('a hold ends when the last of what it holds has ended, and not before', async () => {
  await holdBroadcast();
  await age();
  expect(await expireHolds(database())).toBe(0);
  await endBroadcasts();
  await expireHeldBroadcasts(database(), 10);
  expect(await hold()).toMatchObject({ status: 'held', waiting: 1 });
  expect(await expireHolds(database())).toBe(0);
  expect(await endDeliveries()).toHaveLength(1);
  expect(await expireHolds(database())).toBe(1);
  expect(await hold()).toMatchObject({
    status: 'expired',
    waiting: 0,
    decidedAt: expect.any(Date),
  });
  const { rows } = await query(
    `SELECT actor, action, after ->> 'status' AS status FROM audit_entry WHERE entity_id = $1`,
    [(await hold())?.id],
  );
  expect(rows).toEqual([{ actor: 'system', action: 'hold_decided', status: 'expired' }]);
});

test('one that may still be joined is left open, and a decision about one that ended is too late', async () => {
  await acceptFlush(database(), heldFlush({ count: 2 }));
  await endDeliveries();
  expect(await expireHolds(database())).toBe(0);
  await age();
  expect(await expireHolds(database())).toBe(1);
  const id = (await hold())?.id ?? '';
  expect(await decideHold(database(), { tenantId, id, decision: 'released' })).toMatchObject({
    status: 'expired',
  });
  await acceptFlush(database(), heldFlush({ count: 1 }));
  expect(await holds()).toMatchObject([{ status: 'held' }, { status: 'expired' }]);
});
