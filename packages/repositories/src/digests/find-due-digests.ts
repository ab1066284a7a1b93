import type { Database } from '../database.ts';

/** A digest whose time has come. */
export interface DueDigestKey {
  readonly id: string;
  readonly tenantId: string;
}

const FIND = `
SELECT id, tenant_id AS "tenantId" FROM digest WHERE flushed_at IS NULL AND closes_at <= now()
ORDER BY closes_at LIMIT $1`;

/** Digests that are to be flushed, the longest due first; others may be flushing them already. */
export const findDueDigests = async ({ pool }: Database, limit: number): Promise<DueDigestKey[]> =>
  (await pool.query<DueDigestKey>({ name: 'due-digests', text: FIND, values: [limit] })).rows;
