import { randomUUID } from 'node:crypto';
import { acceptFlush, markHeldClasses, oldestDueSeconds } from '../src/index.ts';
import { deliveryIdsOf, flushOf, type FlushShape } from './flush-of.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();

/** A tenant with one delivery that has been due for ten minutes. */
const overdue = async (shape: FlushShape = {}) => {
  const tenantId = randomUUID();
  const dueAt = new Date(Date.now() - 600_000);
  const flush = flushOf({ ...shape, tenantId, delivery: { dueAt } });
  await acceptFlush(database(), flush);
  return { tenantId, id: deliveryIdsOf(flush)[0] };
};
const secondsOf = (tenantId: string) => oldestDueSeconds(database(), tenantId);

test.each([{ riding: false }, { riding: true }])(
  'what is due and waits counts from the time it was due (riding a job: $riding)',
  async (shape) => {
    const { tenantId } = await overdue(shape);
    expect(await secondsOf(tenantId)).toBeCloseTo(600, -1);
    expect(await secondsOf(randomUUID())).toBe(0);
  },
);

test('a class that nobody may send is not overdue, for as long as it is marked', async () => {
  const { tenantId } = await overdue({ channel: 'sms', riding: false });
  await markHeldClasses(database(), [{ tenantId, channel: 'email' }], 60_000);
  expect(await secondsOf(tenantId)).toBeCloseTo(600, -1);
  await markHeldClasses(database(), [{ tenantId, channel: 'sms' }], 60_000);
  expect(await secondsOf(tenantId)).toBe(0);
  await markHeldClasses(database(), [{ tenantId, channel: 'sms' }], 0);
  expect(await secondsOf(tenantId)).toBeCloseTo(600, -1);
});

test('a retry that is yet to come is not overdue, however old its job', async () => {
  const { tenantId, id } = await overdue();
  await database().pool.query(`UPDATE dispatch SET created_at = now() - interval '1 hour'`);
  await database().pool.query(
    `UPDATE delivery SET status = 'retrying', due_at = now() + interval '1 minute' WHERE id = $1`,
    [id],
  );
  expect(await secondsOf(tenantId)).toBe(0);
});

test('what is being sent is not overdue', async () => {
  const { tenantId, id } = await overdue();
  await database().pool.query(`UPDATE delivery SET status = 'sending' WHERE id = $1`, [id]);
  expect(await secondsOf(tenantId)).toBe(0);
});
