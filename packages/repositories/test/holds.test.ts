import {
  acceptFlush,
  decideHold,
  DEFAULT_TENANT_ID,
  deleteOldHolds,
  expireDeliveries,
  findExpiredWaiting,
  findWaitingClasses,
  listHolds,
  settleHoldPage,
} from '../src/index.ts';
import { deliveryIdsOf } from './flush-of.ts';
import { heldFlush } from './held-flush.ts';
import { testDatabase } from './test-database.ts';
import { logTypes, toldEvents, toldTypes } from './told-events.ts';

const database = testDatabase();
const tenantId = DEFAULT_TENANT_ID;

beforeEach(async () => {
  await database().pool.query('TRUNCATE hold, hold_member, notification, delivery, dead_letter');
});

const holds = () => listHolds(database(), { tenantId, status: null, after: null, limit: 10 });
const onlyId = async () => (await holds())[0]?.id ?? '';
const release = async () =>
  decideHold(database(), { tenantId, id: await onlyId(), decision: 'released' });
const due = async (): Promise<number> => {
  const { rows } = await database().pool.query(
    `SELECT count(*)::int AS n FROM delivery WHERE due_at <= now() AND dispatch_id IS NULL`,
  );
  return rows[0].n;
};

test('requests that come at once join one hold', async () => {
  await Promise.all(
    Array.from({ length: 20 }, () => acceptFlush(database(), heldFlush({ count: 3 }))),
  );
  expect(await holds()).toMatchObject([{ notifications: 60, total: 60, waiting: 60 }]);
});

test('a flush of several tenants fills a hold for each', async () => {
  const other = '00000000-0000-7000-8000-0000000000aa';
  const requests = [tenantId, other, tenantId].flatMap(
    (id) => heldFlush({ count: 2, tenantId: id }).requests,
  );
  await acceptFlush(database(), { requests, dispatches: [] });
  expect(await holds()).toMatchObject([{ total: 4, waiting: 4 }]);
  const others = { tenantId: other, status: null, after: null, limit: 10 };
  expect(await listHolds(database(), others)).toMatchObject([{ total: 2, waiting: 2 }]);
});

test('what comes ten minutes after a burst is another', async () => {
  await acceptFlush(database(), heldFlush({ count: 1 }));
  await database().pool.query(`UPDATE hold SET last_at = now() - interval '11 minutes'`);
  await acceptFlush(database(), heldFlush({ count: 2 }));
  expect(await holds()).toMatchObject([{ total: 2 }, { total: 1, status: 'held' }]);
});

test('nothing held is ever due by itself', async () => {
  await acceptFlush(database(), heldFlush({ count: 3 }));
  expect(await findWaitingClasses(database())).toMatchObject([{ due: false }]);
});

test('what expires while it is held is a dead letter, and no longer waits in the hold', async () => {
  await acceptFlush(database(), heldFlush({ count: 2 }));
  await database().pool.query(
    'UPDATE delivery SET expires_at = now(), due_at = now() WHERE id = $1',
    [(await database().pool.query('SELECT id FROM delivery LIMIT 1')).rows[0].id],
  );
  const ids = await findExpiredWaiting(database(), 10);
  expect(await expireDeliveries(database(), ids)).toHaveLength(1);
  expect(await holds()).toMatchObject([{ total: 2, waiting: 1 }]);
});

test('a release goes on page by page, whoever makes them and whatever dies', async () => {
  for (let n = 0; n < 3; n += 1) await acceptFlush(database(), heldFlush({ count: 1_500 }));
  expect(await release()).toMatchObject({ status: 'released', waiting: 4_500 });
  const first = await settleHoldPage(database());
  expect(first).toEqual({ moved: 1_000, isLast: false });
  expect((await holds())[0]?.waiting).toBe(3_500);
  const pages = await Promise.all(Array.from({ length: 8 }, () => settleHoldPage(database())));
  while ((await settleHoldPage(database())) !== null) pages.push(null);
  expect(await due()).toBe(4_500);
  expect(pages.every((page) => page === null || page.moved <= 1_000)).toBe(true);
  expect(await holds()).toMatchObject([{ status: 'released', waiting: 0 }]);
});

test('whoever is putting something into a hold is waited for by its release', async () => {
  const flush = heldFlush({ count: 1 });
  await acceptFlush(database(), heldFlush({ count: 1 }));
  const [joined] = await Promise.all([acceptFlush(database(), flush), release()]);
  while ((await settleHoldPage(database())) !== null);
  expect(joined.lost.size).toBe(0);
  const { rows } = await database().pool.query(
    `SELECT h.status, count(*) FILTER (WHERE d.due_at <= now())::int AS due, count(*)::int AS n
     FROM hold h JOIN hold_member m ON m.hold_id = h.id JOIN delivery d ON d.id = m.delivery_id
     GROUP BY h.id`,
  );
  for (const { status, due: released, n } of rows) expect(released).toBe(status === 'held' ? 0 : n);
  expect(deliveryIdsOf(flush)).toHaveLength(1);
});

test('a hold is forgotten a month after it was settled, its members first', async () => {
  await acceptFlush(database(), heldFlush({ count: 5 }));
  await release();
  await settleHoldPage(database());
  expect(await deleteOldHolds(database(), 3)).toBe(0);
  await database().pool.query(`UPDATE hold SET settled_at = now() - interval '32 days'`);
  expect(await deleteOldHolds(database(), 3)).toBe(3);
  expect(await holds()).toHaveLength(1);
  expect(await deleteOldHolds(database(), 3)).toBe(2 + 1);
  expect(await holds()).toEqual([]);
});

test('as many holds as are old are forgotten together', async () => {
  for (let n = 0; n < 3; n += 1) {
    await acceptFlush(database(), heldFlush({ count: 2, reason: 'size' }));
  }
  await database().pool.query(
    `UPDATE hold SET decided_at = now(), settled_at = now() - interval '32 days'`,
  );
  expect(await deleteOldHolds(database(), 100)).toBe(3 * (2 + 1));
  expect(await holds()).toEqual([]);
});

test('a hold is told once, when it is made', async () => {
  await logTypes(database(), ['hold.created', 'delivery.cancelled']);
  for (const count of [2, 3]) await acceptFlush(database(), heldFlush({ count }));
  await acceptFlush(database(), heldFlush({ count: 4, reason: 'size' }));
  expect(await toldEvents(database())).toMatchObject([
    {
      type: 'hold.created',
      data: { reason: 'burst', notifications: 2, deliveries: 2, allowed: 1 },
    },
    { type: 'hold.created', data: { reason: 'size', notifications: 4 } },
  ]);
  const [large] = await holds();
  await decideHold(database(), { tenantId, id: large?.id ?? '', decision: 'discarded' });
  await settleHoldPage(database());
  expect((await toldTypes(database())).slice(2)).toEqual(
    Array.from({ length: 4 }, () => 'delivery.cancelled'),
  );
});
