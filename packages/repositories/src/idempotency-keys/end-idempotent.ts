import type { Database } from '../database.ts';
import type { IdempotentRequest } from './begin-idempotent.ts';

/** What is kept of an answer; null frees the key, so that a corrected request may use it. */
export type KeptAnswer = {
  readonly status: number;
  readonly location: string | null;
  readonly body: string | null;
} | null;

/** Stores the answer of a begun request for 24 h, or frees its key. */
export const endIdempotent = async (
  database: Database,
  { tenantId, key, requestId }: IdempotentRequest,
  answer: KeptAnswer,
): Promise<void> => {
  const own = [tenantId, key, requestId];
  if (answer === null) {
    await database.pool.query(
      'DELETE FROM idempotency_key WHERE tenant_id = $1 AND key = $2 AND request_id = $3',
      own,
    );
    return;
  }
  await database.pool.query(
    `UPDATE idempotency_key SET status = $4, location = $5, body = $6,
       expires_at = now() + interval '24 hours'
     WHERE tenant_id = $1 AND key = $2 AND request_id = $3`,
    [...own, answer.status, answer.location, answer.body ?? ''],
  );
};
