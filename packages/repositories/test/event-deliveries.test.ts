import { randomUUID } from 'node:crypto';
import {
  callOffEvents,
  claimEvents,
  continueReplay,
  giveBackEventDispatches,
  listEventDeliveries,
  oldestDueEventSeconds,
  pingEventEndpoint,
  requestReplay,
  rescueEvents,
  updateEventEndpoint,
} from '../src/index.ts';
import { FAILED, isDue, stageEvents } from './endpoint-stage.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
const stage = () => stageEvents(database());
const first = <T>([one]: readonly T[]): T => one as T;

test('an event is claimed once, whoever else tries', async () => {
  const events = await stage();
  await events.happen();
  const { dispatchId, eventIds } = await events.dispatch();
  const claim = () =>
    claimEvents(database(), { ...events.endpoint, dispatchId, eventIds, leaseMs: 20_000 });
  const claims = await Promise.all([claim(), claim(), claim()]);
  expect(claims.flatMap((c) => c.events)).toHaveLength(1);
});

test('a result without its lease changes nothing', async () => {
  const events = await stage();
  const eventId = await events.happen();
  const claimed = first(await events.claim(0));
  expect(await rescueEvents(database(), 10)).toBe(1);
  const { changed } = await events.record(claimed);
  expect([...changed]).toEqual([]);
  expect(await events.delivery(eventId)).toMatchObject({
    status: 'retrying',
    last_code: 'worker_lost',
    dispatch_id: null,
  });
});

test('events of one subject go one after the other, those of others do not wait', async () => {
  const events = await stage();
  const subject = randomUUID();
  const earlier = await events.happen(subject);
  const later = await events.happen(subject);
  const other = await events.happen(randomUUID());
  const claimed = await events.claim();
  expect(claimed.map((c) => c.eventId)).toEqual([earlier, other]);
  expect(await isDue(database(), events)).toBe(false);
  await events.record(first(claimed));
  expect((await events.claim()).map((c) => c.eventId)).toEqual([later]);
});

test('a later event waits as long as the earlier one is tried again', async () => {
  const events = await stage();
  const subject = randomUUID();
  await events.happen(subject);
  const later = await events.happen(subject);
  await events.record(first(await events.claim()), { ...FAILED, delayMs: 60_000 });
  expect((await events.claim()).map((c) => c.eventId)).toEqual([]);
  expect(await events.delivery(later)).toMatchObject({ status: 'queued', attempts: 0 });
});

test('the next of a subject is due when the earlier one is given up', async () => {
  const events = await stage();
  const subject = randomUUID();
  await events.happen(subject);
  const later = await events.happen(subject);
  await events.record(first(await events.claim()), { ...FAILED, status: 'failed' });
  expect((await events.claim()).map((c) => c.eventId)).toEqual([later]);
});

test('the next of a subject is due when the earlier one was lost with its last attempt', async () => {
  const events = await stage();
  const subject = randomUUID();
  const earlier = await events.happen(subject);
  const later = await events.happen(subject);
  await events.claim(0);
  await database().pool.query('UPDATE event_delivery SET attempts = 10 WHERE event_id = $1', [
    earlier,
  ]);
  expect(await rescueEvents(database(), 10)).toBe(1);
  expect(await events.delivery(earlier)).toMatchObject({ status: 'failed' });
  expect((await events.claim()).map((c) => c.eventId)).toEqual([later]);
});

test('a slow endpoint has two jobs at most', async () => {
  const events = await stage();
  for (let n = 0; n < 3; n += 1) {
    await events.happen();
    await events.dispatch();
  }
  expect((await events.dispatch()).eventIds).toEqual([]);
  expect(await isDue(database(), events)).toBe(true);
});

test('what rides a job that is gone waits again; what is being sent does not', async () => {
  const events = await stage();
  const [riding, sending] = [await events.happen(), await events.happen()];
  const { dispatchId } = await events.dispatch();
  const asked = { ...events.endpoint, dispatchId, eventIds: [sending], leaseMs: 20_000 };
  await claimEvents(database(), asked);
  expect(await giveBackEventDispatches(database(), [dispatchId])).toBe(1);
  expect((await events.claim()).map((c) => c.eventId)).toEqual([riding]);
});

test('an attempt without a call is given back and says nothing about the endpoint', async () => {
  const events = await stage();
  const eventId = await events.happen();
  await events.record(first(await events.claim()), { status: 'retrying', outcome: null });
  expect(await events.delivery(eventId)).toMatchObject({ attempts: 0, last_outcome: null });
  expect(await events.state()).toMatchObject({ failing_since: null });
});

test('what waits for a disabled endpoint is called off and can be replayed', async () => {
  const events = await stage();
  const eventId = await events.happen();
  await updateEventEndpoint(database(), events.key, { disabled: true });
  expect((await events.dispatch()).eventIds).toEqual([]);
  expect(await callOffEvents(database(), events.endpoint, 10)).toBe(1);
  const since = new Date(0);
  expect(await requestReplay(database(), { ...events.key, since })).toBe(false);
  await updateEventEndpoint(database(), events.key, { disabled: false });
  expect(await callOffEvents(database(), events.endpoint, 10)).toBe(0);
  expect(await requestReplay(database(), { ...events.key, since })).toBe(true);
  expect(await continueReplay(database(), 10)).toMatchObject({ queued: 1 });
  expect((await events.claim()).map((c) => c.eventId)).toEqual([eventId]);
});

test('a replay goes on page by page, and leaves alone what still waits', async () => {
  const events = await stage();
  for (let n = 0; n < 5; n += 1) await events.happen();
  for (const claimed of await events.claim()) await events.record(claimed);
  const waiting = await events.happen();
  await events.record(first(await events.claim()), { ...FAILED, delayMs: 60_000 });
  await requestReplay(database(), { ...events.key, since: new Date(0) });
  const pages = [];
  for (;;) {
    const page = await continueReplay(database(), 2);
    if (page === null) break;
    pages.push(page.queued);
  }
  expect(pages).toEqual([2, 2, 1, 0].slice(0, pages.length));
  const page = { ...events.endpoint, before: null, limit: 100 };
  const deliveries = await listEventDeliveries(database(), page);
  expect(deliveries.map((d) => [d.status, d.attempts])).toEqual([
    ['retrying', 1],
    ...Array(5).fill(['queued', 0]),
  ]);
  expect(deliveries[0]).toMatchObject({ eventId: waiting, lastCode: 'http_500' });
});

test('a replay sends only what its endpoint subscribes to', async () => {
  const events = await stage();
  await events.happen();
  for (const claimed of await events.claim()) await events.record(claimed);
  await updateEventEndpoint(database(), events.key, { types: ['inbox.read'] });
  await requestReplay(database(), { ...events.key, since: new Date(0) });
  expect(await continueReplay(database(), 10)).toMatchObject({ queued: 0 });
});

test('a replay ends when its endpoint is disabled', async () => {
  const events = await stage();
  for (let n = 0; n < 3; n += 1) await events.happen();
  for (const claimed of await events.claim()) await events.record(claimed);
  await requestReplay(database(), { ...events.key, since: new Date(0) });
  await updateEventEndpoint(database(), events.key, { disabled: true });
  expect(await continueReplay(database(), 1)).toEqual({ queued: 0, isCalledOff: true });
  await updateEventEndpoint(database(), events.key, { disabled: false });
  expect(await continueReplay(database(), 1)).toBeNull();
});

test('a ping is an event for its endpoint alone', async () => {
  const events = await stage();
  const neighbour = await stage();
  const eventId = await pingEventEndpoint(database(), events.key);
  expect((await events.claim()).map((c) => c.eventId)).toEqual([eventId]);
  expect(await neighbour.claim()).toEqual([]);
});

test('what an endpoint in trouble holds up is not overdue', async () => {
  const events = await stage();
  await events.happen();
  await database().pool.query(
    `UPDATE event_delivery SET due_at = now() - interval '1 hour' WHERE endpoint_id = $1`,
    [events.key.id],
  );
  expect(await oldestDueEventSeconds(database())).toBeGreaterThan(3_000);
  await events.record(first(await events.claim()), FAILED);
  expect(await oldestDueEventSeconds(database())).toBeLessThan(3_000);
});
