import { randomUUID } from 'node:crypto';
import {
  claimEvents,
  DEFAULT_TENANT_ID,
  deleteOldRows,
  type ClaimedEvent,
} from '../../src/index.ts';
import { stageEvents, type EventStage } from '../endpoint-stage.ts';
import { planStage, UNTIL_SETTLED } from './plan-stage.ts';
import type { Touched } from './watch-plans.ts';

/** Today, and the day before it or the next at midnight. */
const FEW = 2;

const FILL = `
WITH old AS (
  INSERT INTO event (tenant_id, id, type, is_logged, data)
  SELECT $1, overlay(uuid_floor(now() - day * interval '1 day')::text
    PLACING lpad(to_hex(i), 8, '0') FROM 25 FOR 8)::uuid, 'delivery.sent', true, '{}'
  FROM generate_series(2, 40) AS day, generate_series(1, 500) AS i
  RETURNING id
)
INSERT INTO event_delivery (tenant_id, endpoint_id, event_id, status)
SELECT $1, $2, id, 'delivered' FROM old`;

const { database: db, touchedBy } = planStage();
const leaseMs = 20_000;

beforeAll(async () => {
  await db().pool.query(FILL, [DEFAULT_TENANT_ID, randomUUID()]);
  await db().pool.query('VACUUM (ANALYZE) event, event_delivery');
});

const daysOf = (touched: readonly Touched[]): string[] => [
  ...new Set(touched.map(({ day }) => day)),
];

/** As many as a call is made until its plan has settled, each on an endpoint of its own. */
const prepare = async <T>(one: (stage: EventStage) => Promise<T>): Promise<() => T> => {
  const made: T[] = [];
  for (let n = 0; n < UNTIL_SETTLED; n += 1) {
    const stage = await stageEvents(db());
    await stage.happen(randomUUID());
    made.push(await one(stage));
  }
  return () => made.pop() as T;
};

test('a claim of events looks into one or two days', async () => {
  const next = await prepare(async (stage) => ({
    ...stage.endpoint,
    ...(await stage.dispatch()),
    leaseMs,
  }));
  const touched = await touchedBy('waiting', () => claimEvents(db(), next()));
  expect(daysOf(touched).length).toBeLessThanOrEqual(FEW);
});

test.each([
  ['was taken', {}],
  ['was not taken', { status: 'retrying', outcome: 'transient' } as const],
])('the result of an event that %s looks into one or two days', async (_name, result) => {
  const next = await prepare(async (stage) => {
    const [claimed] = await stage.claim();
    return { stage, claimed: claimed as ClaimedEvent };
  });
  const touched = await touchedBy('waiting', () => {
    const { stage, claimed } = next();
    return stage.record(claimed, result);
  });
  expect(daysOf(touched).length).toBeLessThanOrEqual(FEW);
});

test('what deletes old events looks into old days alone', async () => {
  const old = { tenantId: DEFAULT_TENANT_ID, days: 39 };
  const touched = await touchedBy('waiting', () => deleteOldRows(db(), 'events', old, 0));
  const events = touched.filter(({ table, day }) => table === 'event' && day !== 'default');
  expect(daysOf(events).length).toBeLessThanOrEqual(FEW);
});
