import type { Database } from '../database.ts';
import { REDRIVE_COLUMNS, type RedriveRecord } from './redrive-record.ts';

const FIND = `SELECT ${REDRIVE_COLUMNS} FROM redrive_run WHERE tenant_id = $1 AND id = $2`;

/** The redrive of this id, or null. */
export const findRedrive = async (
  { pool }: Database,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<RedriveRecord | null> =>
  (await pool.query<RedriveRecord>(FIND, [tenantId, id])).rows[0] ?? null;
