import { fillInShared } from '../broadcasts/fill-in-shared.ts';
import type { Database } from '../database.ts';
import { NOTIFICATION_COLUMNS, type NotificationRecord } from './notification-record.ts';

/** Those of these notifications that are the tenant's, the newest first. */
export const findNotifications = async (
  database: Database,
  { tenantId, ids }: { tenantId: string; ids: readonly string[] },
): Promise<readonly NotificationRecord[]> => {
  if (ids.length === 0) return [];
  const { rows } = await database.pool.query<NotificationRecord>(
    `SELECT ${NOTIFICATION_COLUMNS} FROM notification n
     WHERE n.tenant_id = $1 AND n.id = ANY ($2::uuid[]) ORDER BY n.id DESC`,
    [tenantId, ids],
  );
  return fillInShared(database, tenantId, rows);
};
