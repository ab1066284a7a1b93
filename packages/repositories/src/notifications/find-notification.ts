import { fillInShared } from '../broadcasts/fill-in-shared.ts';
import type { Database } from '../database.ts';
import { NOTIFICATION_COLUMNS, type NotificationRecord } from './notification-record.ts';

/** A notification of this tenant, or null. */
export const findNotification = async (
  database: Database,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<NotificationRecord | null> => {
  const { rows } = await database.pool.query<NotificationRecord>(
    `SELECT ${NOTIFICATION_COLUMNS} FROM notification n WHERE n.tenant_id = $1 AND n.id = $2`,
    [tenantId, id],
  );
  const [record] = await fillInShared(database, tenantId, rows);
  return record ?? null;
};
