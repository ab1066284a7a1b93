import type { Database } from '../database.ts';
import { HOLD_COLUMNS } from './hold-columns.ts';
import type { HoldRecord } from './hold-record.ts';

export interface HoldQuery {
  readonly tenantId: string;
  /** Null: whatever was decided. */
  readonly status: HoldRecord['status'] | null;
  /** The last one of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

const LIST = `
SELECT ${HOLD_COLUMNS} FROM hold h
WHERE h.tenant_id = $1 AND ($2::text IS NULL OR h.status = $2) AND ($3::uuid IS NULL OR h.id < $3)
ORDER BY h.id DESC LIMIT $4`;

/** A tenant's holds, the newest first. */
export const listHolds = async (
  { pool }: Database,
  { tenantId, status, after, limit }: HoldQuery,
): Promise<HoldRecord[]> =>
  (await pool.query<HoldRecord>(LIST, [tenantId, status, after, limit])).rows;
