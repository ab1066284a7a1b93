import type { Outcome, PastCall } from '@carillon/domain';
import type { Database } from '../database.ts';

const PAST_CALLS = `
SELECT delivery_id, provider_account_id, outcome FROM attempt
WHERE delivery_id = ANY ($1::uuid[]) AND delivery_id >= $2::uuid AND delivery_id <= $3::uuid
ORDER BY delivery_id, lease_token`;

/** Who called for these deliveries before, the oldest first; only retries are worth asking for. */
export const listPastCalls = async (
  database: Database,
  deliveryIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PastCall[]>> => {
  const sorted = deliveryIds.toSorted();
  const { rows } = await database.pool.query<{
    delivery_id: string;
    provider_account_id: string | null;
    outcome: Outcome;
  }>({ name: 'past-calls', text: PAST_CALLS, values: [sorted, sorted[0], sorted.at(-1)] });
  const calls = new Map<string, PastCall[]>();
  for (const row of rows) {
    const call = { accountId: row.provider_account_id, outcome: row.outcome };
    const known = calls.get(row.delivery_id);
    if (known === undefined) calls.set(row.delivery_id, [call]);
    else known.push(call);
  }
  return calls;
};
