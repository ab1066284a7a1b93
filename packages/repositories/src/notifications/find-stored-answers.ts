import type { Database } from '../database.ts';
import type { AcceptRequest, StoredAnswer } from './accept-flush.ts';

interface Row {
  tenant_id: string;
  key: string;
  fingerprint: Buffer;
  status: number | null;
  location: string | null;
  body: string | null;
}

/** What is stored under the keys of these requests, by request id; a key without an answer is running. */
export const findStoredAnswers = async (
  database: Database,
  requests: readonly AcceptRequest[],
): Promise<Map<string, StoredAnswer | 'in_progress'>> => {
  const { rows } = await database.pool.query<Row>(
    `SELECT tenant_id, key, fingerprint, status, location, body FROM idempotency_key
     WHERE (tenant_id, key) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))`,
    [requests.map((r) => r.tenantId), requests.map((r) => r.idempotency?.key ?? '')],
  );
  const byKey = new Map(rows.map((row) => [`${row.tenant_id} ${row.key}`, row]));
  return new Map(
    requests.map((r) => [
      r.requestId,
      answerOf(byKey.get(`${r.tenantId} ${r.idempotency?.key ?? ''}`)),
    ]),
  );
};

const answerOf = (row: Row | undefined): StoredAnswer | 'in_progress' =>
  row === undefined || row.status === null || row.body === null
    ? 'in_progress'
    : {
        fingerprint: row.fingerprint,
        status: row.status,
        location: row.location,
        body: row.body,
      };
