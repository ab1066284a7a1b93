import { randomUUID } from 'node:crypto';
import {
  countRedrivable,
  DEFAULT_TENANT_ID,
  findRedrive,
  openRedrive,
  stepRedrive,
} from '../src/index.ts';
import { bury, withCode } from './dead-stage.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
const tenantId = DEFAULT_TENANT_ID;
const query = (text: string, values: unknown[]) => database().pool.query(text, values);

/** Takes steps of the run, at no rate, until it has seen each of so many deliveries. */
const stepOver = async (id: string, count: number): Promise<void> => {
  for (let seen = 0; seen <= count; seen += 1_000) {
    await query('UPDATE redrive_run SET turn_at = now() WHERE id = $1', [id]);
    await stepRedrive(database());
  }
};

/** A run that has redriven all of `count` as canaries some time ago, and this is what became of them. */
const watched = async (code: string, count: number, maxFailureRate: number) => {
  const deliveryIds = await bury(database(), { count, code });
  const filter = withCode(code);
  const found = await countRedrivable(database(), { tenantId, filter, untilMs: Infinity });
  if (found === null) throw new Error('they were not counted');
  const id = randomUUID();
  const canary = { share: 1, maxFailureRate };
  await openRedrive(database(), { ...found, tenantId, id, filter, ratePerSecond: 5_000, canary });
  while ((await findRedrive(database(), { tenantId, id }))?.redriven !== count) {
    const hurry = `UPDATE redrive_run SET paid_until = now() - interval '2 s', turn_at = now() WHERE id = $1`;
    await query(hurry, [id]);
    await stepRedrive(database());
  }
  const become = (ids: readonly string[], set: string) =>
    query(`UPDATE delivery SET ${set} WHERE id = ANY ($1::uuid[])`, [ids]);
  const endQuietly = () =>
    query(`UPDATE redrive_run SET last_redriven_at = now() - interval '30 s' WHERE id = $1`, [id]);
  return { id, deliveryIds, become, endQuietly };
};

const SENT = `status = 'sent', dispatch_id = gen_random_uuid()`;
const FAILING = `status = 'retrying', last_outcome = 'transient'`;

test('canaries that wait after a failed call are counted all, however many they are', async () => {
  const { id, deliveryIds, become, endQuietly } = await watched('many', 2_400, 0.6);
  await become(deliveryIds.slice(0, 900), SENT);
  await become(deliveryIds.slice(900), FAILING);
  await stepOver(id, 2_400);
  await endQuietly();
  await stepOver(id, 0);
  // 1,500 of 2,400 are more than 60 %; of any thousand of them alone that could not be told.
  expect(await findRedrive(database(), { tenantId, id })).toMatchObject({
    status: 'aborted',
    reason: 'failure_rate_exceeded',
  });
});

test('those that are made good count no longer', async () => {
  const { id, deliveryIds, become, endQuietly } = await watched('good', 1_200, 0.1);
  await become(deliveryIds, FAILING);
  await stepOver(id, 1_200);
  await become(deliveryIds.slice(0, 1_100), SENT);
  await become(deliveryIds.slice(1_100), `last_outcome = NULL`);
  await stepOver(id, 1_200);
  await endQuietly();
  await stepOver(id, 0);
  expect(await findRedrive(database(), { tenantId, id })).toMatchObject({ status: 'running' });
});
