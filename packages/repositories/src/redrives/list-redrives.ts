import type { Database } from '../database.ts';
import { REDRIVE_COLUMNS, type RedriveRecord } from './redrive-record.ts';

export interface RedrivePage {
  readonly tenantId: string;
  /** The last one of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

// An id tells its time.
const LIST = `
SELECT ${REDRIVE_COLUMNS} FROM redrive_run
WHERE tenant_id = $1 AND ($2::uuid IS NULL OR id < $2::uuid) ORDER BY id DESC LIMIT $3`;

/** Redrives of a tenant, the newest first. */
export const listRedrives = async (
  { pool }: Database,
  { tenantId, after, limit }: RedrivePage,
): Promise<RedriveRecord[]> =>
  (await pool.query<RedriveRecord>(LIST, [tenantId, after, limit])).rows;
