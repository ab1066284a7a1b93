import type { Database } from '../database.ts';
import type { StoredAnswer } from '../notifications/accept-flush.ts';

/** A request under an idempotency key, for calls whose work is not the accept's one statement. */
export interface IdempotentRequest {
  readonly tenantId: string;
  readonly key: string;
  readonly requestId: string;
  readonly fingerprint: Buffer;
}

/** It is ours to run; or it was run, by a request with this answer; or it is running elsewhere. */
export type Begun = 'begun' | 'in_progress' | StoredAnswer;

// A request that died holds its key for a minute, longer than any request may take; then the key is
// free again.
const BEGIN = `
INSERT INTO idempotency_key AS k (tenant_id, key, fingerprint, request_id, expires_at)
VALUES ($1, $2, $3, $4, now() + interval '1 minute')
ON CONFLICT (tenant_id, key) DO UPDATE SET fingerprint = excluded.fingerprint,
  request_id = excluded.request_id, status = NULL, location = NULL, body = NULL,
  expires_at = excluded.expires_at
  WHERE k.expires_at <= now()
RETURNING request_id`;

const FIND = `SELECT fingerprint, status, location, body FROM idempotency_key
  WHERE tenant_id = $1 AND key = $2`;

interface Row {
  fingerprint: Buffer;
  status: number | null;
  location: string | null;
  body: string | null;
}

/** Takes an idempotency key, or says whose it is. */
export const beginIdempotent = async (
  database: Database,
  { tenantId, key, fingerprint, requestId }: IdempotentRequest,
): Promise<Begun> => {
  const { rowCount } = await database.pool.query(BEGIN, [tenantId, key, fingerprint, requestId]);
  if (rowCount === 1) return 'begun';
  const { rows } = await database.pool.query<Row>(FIND, [tenantId, key]);
  const row = rows[0];
  if (row === undefined || row.status === null) return 'in_progress';
  return {
    fingerprint: row.fingerprint,
    status: row.status,
    location: row.location,
    body: row.body ?? '',
  };
};
