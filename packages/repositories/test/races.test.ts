import { randomUUID } from 'node:crypto';
import { eventually } from '@carillon/testing';
import {
  acceptFlush,
  applyReceipts,
  claimDeliveries,
  DEFAULT_TENANT_ID,
  findLostLeases,
  giveBackDispatches,
  recordResults,
  storeReceipts,
  type ClaimRequest,
} from '../src/index.ts';
import { claimOf, deliveryIdsOf, flushOf } from './flush-of.ts';
import { resultOf, retryOf } from './result-of.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();

/** Claims a delivery, and commits only once `meanwhile` waits for its row. */
const whileClaimed = async <T>(
  { deliveryIds: [id], dispatchId }: ClaimRequest,
  meanwhile: () => Promise<T>,
): Promise<T> => {
  const client = await database().pool.connect();
  await client.query('BEGIN');
  await client.query(
    `UPDATE delivery SET status = 'sending', lease_token = lease_token + 1, dispatch_id = $2,
       lease_until = now() - interval '1 s', attempts = attempts + 1, calls = calls + 1
     WHERE id = $1`,
    [id, dispatchId],
  );
  const running = meanwhile();
  await eventually(async () => {
    const { rowCount } = await database().pool.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    expect(rowCount).toBe(1);
  });
  await client.query('COMMIT');
  client.release();
  return running;
};

const stateOf = async (id: string): Promise<string> =>
  (await database().pool.query('SELECT status FROM delivery WHERE id = $1', [id])).rows[0].status;

test('a delivery that is claimed while its dispatch is given back can still be rescued', async () => {
  const flush = flushOf();
  await acceptFlush(database(), flush);
  const { dispatchId } = claimOf(flush);
  await whileClaimed(claimOf(flush), () => giveBackDispatches(database(), [dispatchId]));
  await database().pool.query(`UPDATE dispatch SET created_at = now() - interval '1 minute'`);
  const lost = await findLostLeases(database(), 10);
  expect(lost.map((l) => l.deliveryId)).toEqual(deliveryIdsOf(flush));
});

test('a receipt that meets the claim of a re-send is applied with its result', async () => {
  const flush = flushOf({ channel: 'sms' });
  await acceptFlush(database(), flush);
  const [first] = await claimDeliveries(database(), randomUUID(), [claimOf(flush)]);
  if (first === undefined) throw new Error('not claimed');
  await recordResults(database(), [retryOf(first)], []);
  const account = { tenantId: DEFAULT_TENANT_ID, id: randomUUID() };
  const said = { outcome: null, code: null, message: null, suppress: null, raw: '{}' };
  const receipt = { ...said, kind: 'delivered', key: 'k', providerMessageId: 'SM1' } as const;
  const { id: deliveryId, leaseToken } = first;
  await storeReceipts(database(), account, [
    { ...receipt, deliveryId, leaseToken, at: new Date() },
  ]);
  await whileClaimed(claimOf(flush), () => applyReceipts(database(), [deliveryId]));
  expect(await stateOf(deliveryId)).toBe('sending');
  await recordResults(database(), [resultOf({ ...first, leaseToken: leaseToken + 1 })], []);
  await applyReceipts(database(), [deliveryId]);
  expect(await stateOf(deliveryId)).toBe('delivered');
});
