import type { Database } from '../database.ts';

/** A digest whose time has come. */
export interface DueDigestKey {
  readonly id: string;
  readonly tenantId: string;
  /** Turns in a row that failed, and since when. */
  readonly failures: number;
  readonly failingMs: number;
}

/** Of those that have failed before, a pass takes so few that any number of them holds up no other. */
const MOST_FAILING = 10;

const COLUMNS = `id, tenant_id AS "tenantId", failures,
  coalesce(extract(epoch FROM now() - failing_since) * 1000, 0)::float8 AS "failingMs"`;

const FIND = `
(SELECT ${COLUMNS} FROM digest WHERE flushed_at IS NULL AND failures = 0 AND closes_at <= now()
  ORDER BY closes_at LIMIT $1)
UNION ALL
(SELECT ${COLUMNS} FROM digest WHERE flushed_at IS NULL AND failures > 0 AND closes_at <= now()
  ORDER BY closes_at LIMIT ${MOST_FAILING})`;

/**
 * Digests that are to be flushed, the longest due first, and after them some of those that could not be
 * flushed before; others may be flushing them already.
 */
export const findDueDigests = async ({ pool }: Database, limit: number): Promise<DueDigestKey[]> =>
  (await pool.query<DueDigestKey>({ name: 'due-digests', text: FIND, values: [limit] })).rows;
