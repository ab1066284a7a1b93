import type { Database } from '../database.ts';
import type { DueDigestKey } from './find-due-digests.ts';

// It takes no more items: what comes next opens another, which may well be flushed.
const PUT_OFF = `
UPDATE digest SET failures = failures + 1, failing_since = coalesce(failing_since, now()),
  is_open = false, closes_at = now() + $4 * interval '1 ms'
WHERE id = $1 AND tenant_id = $2 AND failures = $3 AND flushed_at IS NULL`;

/** Notes that a digest could not be flushed, and makes it due again after a pause. */
export const putOffDigest = async (
  { pool }: Database,
  { id, tenantId, failures }: DueDigestKey,
  pauseMs: number,
): Promise<void> => void (await pool.query(PUT_OFF, [id, tenantId, failures, pauseMs]));
