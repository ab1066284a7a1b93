import type { Database } from '../database.ts';
import type { StoredAnswer } from '../notifications/accept-flush.ts';

/** A client's idempotency key. */
export interface KeptUnder {
  readonly tenantId: string;
  readonly key: string;
}

const FIND = `
SELECT k.no::integer, i.fingerprint, i.status, i.location, i.body
FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS k(tenant_id, key, no)
  JOIN idempotency_key i ON i.tenant_id = k.tenant_id AND i.key = k.key
WHERE i.expires_at > now() AND i.status IS NOT NULL AND i.body IS NOT NULL`;

/** The answers that are kept under these keys, in their order; null where there is none. */
export const findKeptAnswers = async (
  { pool }: Database,
  keys: readonly KeptUnder[],
): Promise<(StoredAnswer | null)[]> => {
  if (keys.length === 0) return [];
  const values = [keys.map(({ tenantId }) => tenantId), keys.map(({ key }) => key)];
  const { rows } = await pool.query<StoredAnswer & { no: number }>(FIND, values);
  const byNumber = new Map(rows.map(({ no, ...answer }) => [no, answer]));
  return keys.map((_, i) => byNumber.get(i + 1) ?? null);
};
