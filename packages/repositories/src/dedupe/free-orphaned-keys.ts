import type { Database } from '../database.ts';
import type { DedupeName } from './find-first-notifications.ts';

/** A key whose notification is not there any more. */
export interface OrphanedKey extends DedupeName {
  readonly notificationId: string;
}

// Named with the notification that was seen to be gone: who has taken the key since keeps it.
const FREE = `
DELETE FROM dedupe_key k USING unnest($1::uuid[], $2::text[], $3::uuid[])
  AS o(tenant_id, key, notification_id)
WHERE k.tenant_id = o.tenant_id AND k.key = o.key AND k.notification_id = o.notification_id`;

/** Frees keys of notifications that were erased or are past their retention within the window. */
export const freeOrphanedKeys = async (
  { pool }: Database,
  keys: readonly OrphanedKey[],
): Promise<void> => {
  if (keys.length === 0) return;
  await pool.query(FREE, [
    keys.map((k) => k.tenantId),
    keys.map((k) => k.key),
    keys.map((k) => k.notificationId),
  ]);
};
