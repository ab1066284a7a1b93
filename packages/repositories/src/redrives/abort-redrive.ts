import type { RedriveAbortReason } from '@carillon/domain';
import type { Database } from '../database.ts';
import { REDRIVE_COLUMNS, type RedriveRecord } from './redrive-record.ts';

const REQUESTED: RedriveAbortReason = 'abort_requested';

// A step holds the row: this waits for it, and no step redrives anything after it.
const ABORT = `
UPDATE redrive_run SET status = 'aborted', reason = '${REQUESTED}', finished_at = now()
WHERE tenant_id = $1 AND id = $2 AND status = 'running'
RETURNING ${REDRIVE_COLUMNS}`;

/** Ends a redrive: what it has not redriven stays as it is. Null when there is none that runs. */
export const abortRedrive = async (
  { pool }: Database,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<RedriveRecord | null> =>
  (await pool.query<RedriveRecord>(ABORT, [tenantId, id])).rows[0] ?? null;
