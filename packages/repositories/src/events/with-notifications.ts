import type { HappenedEvent } from '@carillon/domain';
import type { Database } from '../database.ts';
import { findNotifications } from '../notifications/find-notifications.ts';
import type { EventRow } from './event-row.ts';

/** A tenant's events in their order, each with the notification that it is about, while there is one. */
export const withNotifications = async (
  database: Database,
  tenantId: string,
  rows: readonly EventRow[],
): Promise<HappenedEvent[]> => {
  const ids = [...new Set(rows.flatMap(({ subject }) => subject ?? []))];
  const found = await findNotifications(database, { tenantId, ids });
  const notifications = new Map(found.map((record) => [record.id, record]));
  return rows.map(({ id, type, subject, data }) => ({
    id,
    type,
    data,
    notification: notifications.get(subject ?? '') ?? null,
  }));
};
