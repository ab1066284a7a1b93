import { randomUUID } from 'node:crypto';
import type { Outcome } from '@carillon/domain';
import { acceptFlush, claimDeliveries, recordResults } from '../src/index.ts';
import { claimOf, flushOf } from './flush-of.ts';
import { retryOf } from './result-of.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();

test('a call that ended otherwise, or was another account’s, is not folded into the last row', async () => {
  const flush = flushOf();
  await acceptFlush(database(), flush);
  const [first, second] = [randomUUID(), randomUUID()];
  let number = 0;
  const call = async (outcome: Outcome, accountId: string) => {
    const [delivery] = await claimDeliveries(database(), randomUUID(), [claimOf(flush)]);
    if (delivery === undefined) throw new Error('not claimed');
    const retry = retryOf(delivery, { delayMs: 0, keepsDispatch: true });
    const told = { outcome, accountId, counted: false, number: (number += 1), fold: true };
    await recordResults(database(), [{ ...retry, attempt: { ...retry.attempt, ...told } }], []);
  };
  await call('config', first);
  await call('config', first);
  await call('rate_limited', first);
  await call('rate_limited', second);
  await call('rate_limited', second);
  const { rows } = await database().pool.query(
    `SELECT outcome, provider_account_id AS account, repeats FROM attempt
     WHERE delivery_id = $1 ORDER BY lease_token`,
    [flush.dispatches[0]?.deliveryIds[0]],
  );
  expect(rows).toEqual([
    { outcome: 'config', account: first, repeats: 2 },
    { outcome: 'rate_limited', account: first, repeats: 1 },
    { outcome: 'rate_limited', account: second, repeats: 2 },
  ]);
});
