import { randomUUID } from 'node:crypto';
import {
  acceptFlush,
  advanceRoutes,
  applyReceipts,
  cancelNotification,
  claimDeliveries,
  countDue,
  countStuck,
  DEFAULT_TENANT_ID,
  deliveryStatistics,
  dispatchDue,
  expireDeliveries,
  findDeadLetter,
  findExpiredWaiting,
  findFirstNotifications,
  followDigests,
  findLostLeases,
  findNotification,
  findOverdueDispatches,
  findUnapplied,
  findWaitingClasses,
  giveBackDeliveries,
  giveBackDispatches,
  inspectUnclaimed,
  listAttempts,
  listDeadLetters,
  listDeadMarks,
  listDeliveriesOf,
  listNotifications,
  listPastCalls,
  listReceipts,
  oldestDueSeconds,
  recordResults,
  redriveDeadLetters,
  settleDispatches,
  storeReceipts,
  suppressDeliveries,
  type ClaimedDelivery,
} from '../../src/index.ts';
import { claimOf, flushOf } from '../flush-of.ts';
import { resultOf } from '../result-of.ts';
import { planStage, type Given, type Stage } from './plan-stage.ts';

/** Today, and the day before it or the next at midnight. */
const FEW = 2;

/** Indexes that hold what waits in PostgreSQL, and nothing else. */
const WAITING = /_(?:channel_priority_tenant_id_due_at|expires_at)_idx$/;
/** Of an index in which nothing is: where it begins, and its root. */
const MOST_PAGES = 2;

const { database: db, touchedBy } = planStage();
const tenantId = DEFAULT_TENANT_ID;
const receiptOf = ({ id, leaseToken }: ClaimedDelivery) => ({
  deliveryId: id,
  leaseToken,
  key: 'SM1 delivered',
  kind: 'delivered' as const,
  at: new Date(),
  outcome: null,
  code: null,
  message: null,
  providerMessageId: 'SM1',
  suppress: null,
  raw: '{}',
});
const account = { tenantId, id: randomUUID() };
const dispatchIds = ({ flush }: Given) => flush.dispatches.map(({ id }) => id);
const search = {
  tenantId,
  beforeId: null,
  from: null,
  to: null,
  rank: null,
  category: null,
  entityType: null,
  entityId: null,
  correlationId: null,
  batchId: null,
  recipient: null,
  limit: 20,
  now: new Date(),
};
const filter = {
  channel: null,
  provider: null,
  code: null,
  templateKey: null,
  templateVersion: null,
  from: null,
  to: null,
  deliveryIds: null,
};
const of = ({ notificationId }: Given) => ({ tenantId, notificationId });
const waiting = { channel: 'email', rank: 3, tenantId } as const;

test.each<[string, Stage, (given: Given) => Promise<unknown>]>([
  ['accept', 'riding', () => acceptFlush(db(), flushOf({ count: 5, key: randomUUID() }))],
  ['claim', 'riding', ({ flush }) => claimDeliveries(db(), randomUUID(), [claimOf(flush)])],
  ['record', 'claimed', (g) => recordResults(db(), [resultOf(g.claimed)], dispatchIds(g))],
  [
    'record a failure',
    'claimed',
    (g) => recordResults(db(), [resultOf(g.claimed, { status: 'failed' })], dispatchIds(g)),
  ],
  [
    'give back',
    'claimed',
    ({ claimed: { id: deliveryId, leaseToken } }) =>
      giveBackDeliveries(db(), [{ deliveryId, leaseToken, delayMs: 0, rescued: false }]),
  ],
  ['give back a job', 'riding', (g) => giveBackDispatches(db(), dispatchIds(g))],
  ['settle jobs', 'riding', (g) => settleDispatches(db(), dispatchIds(g))],
  ['what was not claimed', 'riding', ({ flush }) => inspectUnclaimed(db(), claimOf(flush))],
  ['past calls', 'sent', ({ ids }) => listPastCalls(db(), ids)],
  ['lost leases', 'claimed', () => findLostLeases(db(), 500)],
  ['overdue jobs', 'riding', () => findOverdueDispatches(db(), { overdueMs: 0, limit: 9 })],
  ['expire', 'waiting', ({ ids }) => expireDeliveries(db(), ids)],
  ['suppress', 'waiting', ({ ids }) => suppressDeliveries(db(), ids)],
  ['list', 'sent', () => listNotifications(db(), { ...search, limit: 5 })],
  [
    'list the next page',
    'sent',
    (g) => listNotifications(db(), { ...search, beforeId: g.notificationId, limit: 5 }),
  ],
  [
    'the first of a dedupe key',
    'sent',
    () => findFirstNotifications(db(), [{ tenantId, key: 'a' }]),
  ],
  ['move routes on', 'sent', ({ ids }) => advanceRoutes(db(), ids, [])],
  ['follow digests', 'sent', ({ ids }) => followDigests(db(), ids)],
  ['get', 'sent', (g) => findNotification(db(), { tenantId, id: g.notificationId })],
  [
    'deliveries of a list',
    'sent',
    (g) => listDeliveriesOf(db(), { tenantId, notificationIds: [g.notificationId] }),
  ],
  ['cancel', 'waiting', (g) => cancelNotification(db(), { tenantId, id: g.notificationId })],
  ['attempts', 'sent', (g) => listAttempts(db(), of(g))],
  ['receipts of a timeline', 'sent', (g) => listReceipts(db(), of(g))],
  ['dead letters of a timeline', 'dead', (g) => listDeadMarks(db(), of(g))],
  ['callback', 'sent', (g) => storeReceipts(db(), account, [receiptOf(g.claimed)])],
  ['look for receipts', 'sent', () => findUnapplied(db(), 500)],
  ['apply receipts', 'sent', ({ ids }) => applyReceipts(db(), ids)],
  [
    'dead letters',
    'dead',
    () => listDeadLetters(db(), { tenantId, filter, after: null, limit: 20 }),
  ],
  [
    'a dead letter',
    'dead',
    ({ ids: [id = ''] }) => findDeadLetter(db(), { tenantId, deliveryId: id }),
  ],
  [
    'redrive',
    'dead',
    ({ ids: deliveryIds }) => redriveDeadLetters(db().pool, { tenantId, deliveryIds, runId: null }),
  ],
  ['statistics', 'sent', () => deliveryStatistics(db(), tenantId)],
  ['stuck', 'claimed', () => countStuck(db())],
])('%s looks into one or two days', async (_name, stage, run) => {
  const touched = await touchedBy(stage, run);
  const days = new Set(touched.map(({ day }) => day));
  expect(days.size).toBeLessThanOrEqual(FEW);
});

/** Whatever waits may be of any day: these have to ask each, by an index that holds what waits alone. */
test.each<[string, () => Promise<unknown>]>([
  ['what is due, and of whom', () => findWaitingClasses(db())],
  ['what has expired', () => findExpiredWaiting(db(), 500)],
  ['dispatch', () => dispatchDue(db(), { ...waiting, limit: 100, chunkSize: 50 })],
  ['how many are due', () => countDue(db(), waiting, 100)],
  ['the oldest that is due', () => oldestDueSeconds(db(), null)],
])('%s asks each day for what waits, and reads nothing else', async (_name, run) => {
  const touched = await touchedBy('waiting', run);
  const today = new Date().toISOString().slice(0, 10).replaceAll('-', '');
  const others = touched.filter(({ day, pages }) => day !== today && pages > 0);
  expect(others.filter(({ index }) => !WAITING.test(index ?? ''))).toEqual([]);
  for (const { pages, loops } of others) expect(pages / loops).toBeLessThanOrEqual(MOST_PAGES);
});
