import type { RetentionRule } from '@carillon/domain';
import { findNotification, listAttempts, sweepKey, sweepNotifications } from '../src/index.ts';
import { countOf, makeTenant, type OldNotification, type OldShape, seedOld } from './seed-old.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
let tenantId: string;
beforeEach(async () => {
  tenantId = await makeTenant(database());
});

const ruleOf = (takes: RetentionRule['takes'], more: Partial<RetentionRule> = {}) =>
  ({ takes, days: 30, category: null, except: [], ...more }) satisfies RetentionRule;
const seed = (shape: OldShape) => seedOld(database(), { tenantId, ...shape });

/** All steps of a rule. Resolves to how many notifications lost something. */
const sweep = async (rule: RetentionRule, graceDays = 0): Promise<number> => {
  let taken = 0;
  for (;;) {
    const step = await sweepNotifications(database(), { tenantId, rule, graceDays });
    taken += step.taken;
    if (!step.goesOn) return taken;
  }
};
const rowsOf = (one: OldNotification) =>
  Promise.all(
    ['notification', 'delivery', 'attempt', 'receipt'].map((t) => countOf(database(), t, one)),
  );

test('what is older than its days goes with all that hangs on it, the rest stays', async () => {
  const old = await seed({ daysAgo: 31 });
  const young = await seed({ daysAgo: 29 });
  expect(await sweep(ruleOf('notifications'))).toBe(1);
  expect(await rowsOf(old)).toEqual([0, 0, 0, 0]);
  expect(await rowsOf(young)).toEqual([1, 1, 1, 1]);
});

test('another tenant loses nothing', async () => {
  const other = await seed({ daysAgo: 31, tenantId: await makeTenant(database()) });
  expect(await sweep(ruleOf('notifications'))).toBe(0);
  expect(await rowsOf(other)).toEqual([1, 1, 1, 1]);
});

test('a rule is about its own category, or all but those that have their own', async () => {
  const news = await seed({ daysAgo: 31, category: 'news' });
  const receipt = await seed({ daysAgo: 31, category: 'receipts' });
  expect(await sweep(ruleOf('notifications', { category: 'news' }))).toBe(1);
  expect(await rowsOf(news)).toEqual([0, 0, 0, 0]);
  expect(await sweep(ruleOf('notifications', { except: ['receipts'] }))).toBe(0);
  expect(await rowsOf(receipt)).toEqual([1, 1, 1, 1]);
});

test.each<[string, Partial<OldShape>]>([
  ['waits', { status: 'scheduled' }],
  ['is being sent', { status: 'sending' }],
  ['has a dead letter', { status: 'failed', isDead: true }],
  ['was sent long after it was accepted', { changedDaysAgo: 2 }],
])('what %s stays whatever its age', async (_why, shape) => {
  const kept = await seed({ daysAgo: 400, ...shape });
  for (const takes of ['content', 'attempts', 'notifications'] as const) {
    expect(await sweep(ruleOf(takes))).toBe(0);
  }
  expect(await rowsOf(kept)).toEqual([1, 1, 1, 1]);
});

test('what had to stay goes at a later look, though the sweep has gone on', async () => {
  const rule = ruleOf('notifications');
  const late = await seed({ daysAgo: 40, status: 'failed', isDead: true });
  const next = await seed({ daysAgo: 35 });
  expect(await sweep(rule)).toBe(1);
  expect(await rowsOf(next)).toEqual([0, 0, 0, 0]);
  await database().pool.query('DELETE FROM dead_letter WHERE tenant_id = $1', [tenantId]);
  expect(await sweep(rule)).toBe(0);
  await database().pool.query(
    'UPDATE retention_left SET look_at = now() WHERE tenant_id = $1 AND rule = $2',
    [tenantId, sweepKey(rule)],
  );
  expect(await sweep(rule)).toBe(1);
  expect(await rowsOf(late)).toEqual([0, 0, 0, 0]);
});

test('content goes, and whom it was for, states and codes stay', async () => {
  const { notificationId } = await seed({ daysAgo: 31 });
  const template = { key: 'order', version: 2, versionId: 'v', data: { name: 'Ada' } };
  const rendered = await seed({ daysAgo: 31, request: { to: {}, channels: ['email'], template } });
  expect(await sweep(ruleOf('content'))).toBe(2);
  const found = await findNotification(database(), { tenantId, id: notificationId });
  expect(found?.request).toEqual({ to: { email: 'ada@example.com' } });
  const other = await findNotification(database(), { tenantId, id: rendered.notificationId });
  expect(other?.request.template).toEqual({ ...template, data: {} });
  expect(await listAttempts(database(), { tenantId, notificationId })).toMatchObject([
    { outcome: 'accepted', code: '250', message: null, response: null },
  ]);
  const { rows } = await database().pool.query(
    `SELECT d.status, d.address, d.last_message, r.raw FROM delivery d JOIN receipt r ON r.delivery_id = d.id
     WHERE d.tenant_id = $1`,
    [tenantId],
  );
  const said = { status: 'sent', address: 'ada@example.com', last_message: null, raw: '' };
  expect(rows).toEqual([said, said]);
});

test('calls go, the delivery says what came of them', async () => {
  const old = await seed({ daysAgo: 31 });
  expect(await sweep(ruleOf('attempts'))).toBe(1);
  expect(await rowsOf(old)).toEqual([1, 1, 0, 1]);
});

test('a thousand take several steps, and each is looked at once', async () => {
  await database().pool.query(
    `INSERT INTO notification (id, tenant_id, expires_at, priority, category, request)
     SELECT overlay(uuid_floor(now() - interval '40 days')::text
         PLACING lpad(to_hex(i), 8, '0') || '0000' FROM 25)::uuid, $1, now(), 3, 'news', '{}'
     FROM generate_series(1, 1100) AS i`,
    [tenantId],
  );
  const of = { tenantId, rule: ruleOf('notifications'), graceDays: 0 };
  const steps = [];
  for (;;) {
    const { taken, goesOn } = await sweepNotifications(database(), of);
    if (!goesOn) break;
    steps.push(taken);
  }
  expect(steps).toEqual([500, 500, 100]);
});

test('what goes with its whole day is left to it for so many days', async () => {
  const old = await seed({ daysAgo: 31 });
  expect(await sweep(ruleOf('notifications'), 2)).toBe(0);
  expect(await rowsOf(old)).toEqual([1, 1, 1, 1]);
});
