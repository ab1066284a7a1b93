import type { Database } from '../database.ts';
import {
  NOTIFICATION_COLUMNS,
  type NotificationRecord,
} from '../notifications/notification-record.ts';

/** A dedupe key as a tenant names it. */
export interface DedupeName {
  readonly tenantId: string;
  readonly key: string;
}

/** Who was first with a key whose window is not over. */
export interface FirstNotification extends DedupeName {
  readonly notificationId: string;
  /** Null where it is not there any more. */
  readonly record: NotificationRecord | null;
}

type Row = DedupeName & { notificationId: string } & (NotificationRecord | { id: null });

const FIND = `
SELECT k.tenant_id AS "tenantId", k.key, k.notification_id AS "notificationId", ${NOTIFICATION_COLUMNS}
FROM unnest($1::uuid[], $2::text[]) AS asked(tenant_id, key)
  JOIN dedupe_key k ON k.tenant_id = asked.tenant_id AND k.key = asked.key
  LEFT JOIN LATERAL (
    SELECT * FROM notification n WHERE n.tenant_id = k.tenant_id AND n.id = k.notification_id OFFSET 0
  ) n ON true
WHERE k.expires_at > now()`;

/** Who was first with these keys; keys that nobody holds are left out. */
export const findFirstNotifications = async (
  database: Database,
  names: readonly DedupeName[],
): Promise<FirstNotification[]> => {
  const { rows } = await database.pool.query<Row>({
    name: 'find-first-notifications',
    text: FIND,
    values: [names.map((n) => n.tenantId), names.map((n) => n.key)],
  });
  return rows.map(({ tenantId, key, notificationId, ...record }) => ({
    tenantId,
    key,
    notificationId,
    record: record.id === null ? null : record,
  }));
};
