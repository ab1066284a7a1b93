import {
  DEFAULT_TENANT_ID,
  findBatch,
  findDueDigests,
  giveUpBroadcast,
  giveUpDigest,
  makeBroadcastPage,
  type OpenBroadcast,
  putOffBroadcast,
  putOffDigest,
} from '../src/index.ts';
import { acceptBroadcast, makeTopic, people, planAll, recipientsOf } from './broadcast-of.ts';
import { collecting, openDigestStage } from './digest-stage.ts';
import { deliveryIdsOf } from './flush-of.ts';
import { testDatabase } from './test-database.ts';
import { logTypes, toldEvents, toldTypes } from './told-events.ts';

const database = testDatabase();
const tenantId = DEFAULT_TENANT_ID;
const key = 'news';
const stage = openDigestStage(database);

beforeEach(async () => {
  await database().pool.query(
    `TRUNCATE topic, subscriber, broadcast, batch, notification, delivery, digest, digest_member,
       dead_letter, event CASCADE`,
  );
});

/** Makes a page of one member; resolves to the broadcast as it was before, null when none is open. */
const pageOfOne = async (): Promise<OpenBroadcast | null> => {
  const taken: OpenBroadcast[] = [];
  const made = await makeBroadcastPage(database(), {
    sizeFor: (broadcast) => {
      taken.push(broadcast);
      return 1;
    },
    plan: planAll,
  });
  return made === null ? null : (taken[0] ?? null);
};
const broadcastTo = async (members: number): Promise<OpenBroadcast> => {
  await makeTopic(database(), key, people(members));
  const batchId = await acceptBroadcast(database(), key);
  return { tenantId, batchId, cursor: '', failures: 0 } as OpenBroadcast;
};
const putOff = (broadcast: OpenBroadcast, pauseMs: number) =>
  putOffBroadcast(database(), broadcast, { failure: 'TypeError', pauseMs });
const digestOf = async () => (await findDueDigests(database(), 1))[0] as never;

test('a broadcast that was put off has its turn after the pause, and the others have theirs', async () => {
  const first = await broadcastTo(2);
  const second = await acceptBroadcast(database(), key);
  await putOff(first, 60_000);
  expect((await pageOfOne())?.batchId).toBe(second);
  expect((await pageOfOne())?.batchId).toBe(second);
  await database().pool.query('UPDATE broadcast SET turn_at = accepted_at WHERE failures > 0');
  expect(await pageOfOne()).toMatchObject({ batchId: first.batchId, failures: 1 });
});

test('a page that is made ends the count of failures', async () => {
  const broadcast = await broadcastTo(3);
  await putOff(broadcast, 0);
  await putOff({ ...broadcast, failures: 1 }, 0);
  const failing = await pageOfOne();
  expect(failing).toMatchObject({ failures: 2 });
  expect(failing?.failingMs).toBeGreaterThan(0);
  expect(await pageOfOne()).toMatchObject({ failures: 0, failingMs: 0 });
});

test('of two workers that fail at the same page one counts it, and none after somebody went on', async () => {
  const broadcast = await broadcastTo(3);
  await Promise.all([putOff(broadcast, 0), putOff(broadcast, 0)]);
  const failing = (await pageOfOne()) as OpenBroadcast;
  expect(failing.failures).toBe(1);
  await giveUpBroadcast(database(), failing, 'TypeError');
  expect(await pageOfOne()).toMatchObject({ failures: 0, cursor: 'person-0000' });
});

test('one that is given up is told of and audited once, and who had his turn keeps it', async () => {
  await logTypes(database(), ['broadcast.failed']);
  const { batchId } = await broadcastTo(3);
  await pageOfOne();
  const open = { tenantId, batchId, cursor: 'person-0000', failures: 0 };
  await Promise.all([1, 2].map(() => giveUpBroadcast(database(), open, 'TypeError')));
  expect(await pageOfOne()).toBeNull();
  expect(await recipientsOf(database(), batchId)).toEqual(['person-0000']);
  expect(await findBatch(database(), { tenantId, id: batchId })).toMatchObject({
    total: 3,
    broadcast: { state: 'failed', made: 1 },
  });
  const data = { batchId, topic: key, made: 1, unmade: 2, reason: 'TypeError' };
  expect(await toldEvents(database())).toMatchObject([{ type: 'broadcast.failed', data }]);
  const { rows } = await database().pool.query(
    'SELECT action, actor FROM audit_entry WHERE entity_id = $1',
    [batchId],
  );
  expect(rows).toEqual([{ action: 'broadcast_failed', actor: 'system' }]);
});

test('a digest that was put off takes no more items: the next one opens another', async () => {
  await stage.accept(collecting());
  await stage.endWindows();
  await putOffDigest(database(), await digestOf(), 60_000);
  expect(await findDueDigests(database(), 10)).toEqual([]);
  await stage.accept(collecting());
  expect(await stage.digests()).toMatchObject([
    { items: 1, is_open: false, failures: 1 },
    { items: 1, is_open: true, failures: 0 },
  ]);
});

test('the members of one that is given up fail once, save those that the dispatcher is to end', async () => {
  await logTypes(database(), ['delivery.failed', 'dead_letter.created']);
  const [first, expired, cancelled] = [collecting(), collecting(), collecting()];
  await stage.accept(first, expired, cancelled);
  await stage.cancel(cancelled);
  await stage.endWindows();
  await database().pool.query(
    'UPDATE delivery SET expires_at = now() WHERE id = ANY ($1::uuid[])',
    [deliveryIdsOf(expired)],
  );
  const digest = await digestOf();
  const failed = await Promise.all([1, 2].map(() => giveUpDigest(database(), digest, '22P05')));
  expect(failed.flat().map(({ deliveryId }) => deliveryId)).toEqual(deliveryIdsOf(first));
  expect(await stage.rows([first, expired, cancelled])).toMatchObject([
    { status: 'failed' },
    { status: 'scheduled', dispatch_id: null },
    { status: 'cancelled' },
  ]);
  expect(await toldTypes(database())).toEqual(['delivery.failed', 'dead_letter.created']);
  expect(await findDueDigests(database(), 10)).toEqual([]);
});
