import { randomUUID } from 'node:crypto';
import {
  claimEvents,
  findDueEndpoints,
  MOST_FAILING_CALLED,
  pingEventEndpoint,
} from '../src/index.ts';
import { FAILED, isDue, stageEvents, type EventStage } from './endpoint-stage.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
const stage = () => stageEvents(database());
const first = <T>([one]: readonly T[]): T => one as T;

/** It failed for the first time and for the last so many seconds ago. */
const fail = ({ key }: EventStage, firstAgo: number, lastAgo: number) =>
  database().pool.query(
    `UPDATE event_endpoint SET failing_since = now() - $2 * interval '1 s',
       last_failed_at = now() - $3 * interval '1 s' WHERE id = $1`,
    [key.id, firstAgo, lastAgo],
  );
const claimedIds = async (events: EventStage) => (await events.claim()).map((c) => c.eventId);

test('the first failure of an endpoint puts nothing off', async () => {
  const events = await stage();
  await events.happen();
  await events.record(first(await events.claim()), { ...FAILED, delayMs: 60_000 });
  await events.happen();
  expect(await isDue(database(), events)).toBe(true);
});

test.each([
  [8, 3, false],
  [8, 5, true],
  [3_600, 29, false],
  [3_600, 31, true],
])(
  'failing since %i s and called %i s ago: an endpoint may be called again is %s',
  async (firstAgo, lastAgo, may) => {
    const events = await stage();
    await events.happen();
    await fail(events, firstAgo, lastAgo);
    expect(await isDue(database(), events)).toBe(may);
    expect(await claimedIds(events)).toHaveLength(may ? 1 : 0);
  },
);

test('what waits for an endpoint that is left alone keeps its attempts and its time', async () => {
  const events = await stage();
  const eventId = await events.happen();
  const before = await events.delivery(eventId);
  await fail(events, 3_600, 1);
  await events.claim();
  expect(await events.delivery(eventId)).toEqual(before);
});

test('an endpoint that fails gets one event at a time until it takes one', async () => {
  const events = await stage();
  for (let n = 0; n < 5; n += 1) await events.happen();
  await fail(events, 3_600, 60);
  const probe = await events.claim();
  expect(probe).toHaveLength(1);
  expect(await events.claim()).toEqual([]);
  await events.record(first(probe));
  expect(await events.claim()).toHaveLength(4);
});

test('what rides a job when its endpoint begins to fail is not sent', async () => {
  const events = await stage();
  await events.happen();
  const eventId = await events.happen();
  const dispatched = await events.dispatch();
  await fail(events, 60, 60);
  const asked = { ...events.endpoint, ...dispatched, leaseMs: 20_000 };
  expect((await claimEvents(database(), asked)).events).toEqual([]);
  expect(await events.delivery(eventId)).toMatchObject({ status: 'queued', attempts: 0 });
});

test('events that wait for an earlier one do not take the call of one that waits for none', async () => {
  const events = await stage();
  const subject = randomUUID();
  await events.happen(subject);
  await events.record(first(await events.claim()), { ...FAILED, delayMs: 60_000 });
  for (let n = 0; n < 3; n += 1) await events.happen(subject);
  const other = await events.happen(randomUUID());
  await fail(events, 3_600, 60);
  expect(await claimedIds(events)).toEqual([other]);
});

test('a ping goes before what waits already', async () => {
  const events = await stage();
  for (let n = 0; n < 2; n += 1) await events.happen();
  await fail(events, 3_600, 60);
  const eventId = await pingEventEndpoint(database(), events.key);
  expect(await claimedIds(events)).toEqual([eventId]);
});

test('of endpoints that fail so many are called at a time; the others have their turn', async () => {
  await database().pool.query('DELETE FROM event_delivery');
  const [well, ...failing] = await Promise.all(
    Array.from({ length: MOST_FAILING_CALLED + 3 }, stage),
  );
  for (const events of failing) {
    await events.happen();
    await fail(events, 3_600, 60);
  }
  await well?.happen();
  const due = async () => (await findDueEndpoints(database())).map((d) => d.endpointId);
  expect(await due()).toHaveLength(MOST_FAILING_CALLED + 1);
  expect(await due()).toContain(well?.key.id);
  for (const events of failing.slice(0, 5)) await events.dispatch();
  expect(await due()).toHaveLength(MOST_FAILING_CALLED - 5 + 1);
});
