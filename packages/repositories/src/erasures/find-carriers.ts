import type pg from 'pg';
import { RECIPIENT, IS_HIS } from './notifications-of.ts';

/** Somebody's notifications, and by what he is known. */
export interface HisNotifications {
  readonly tenantId: string;
  readonly subscriberId: string;
  readonly addresses: readonly string[];
  readonly notificationIds: readonly string[];
}

// A carrier is younger than its members, and maybe than the erasure: a flush may have been under way.
const FIND = `
SELECT DISTINCT n.id FROM unnest($4::uuid[]) AS of(id) CROSS JOIN LATERAL (
    SELECT m.digest_id FROM digest_member m WHERE m.tenant_id = $1
      AND m.delivery_id > of.id AND m.delivery_id <= last_delivery_id_of(of.id) OFFSET 0) m
  JOIN digest g ON g.id = m.digest_id AND g.carrier_id IS NOT NULL
  CROSS JOIN LATERAL (SELECT n.id, n.request FROM notification n
    WHERE n.tenant_id = $1 AND n.id = notification_id_of(g.carrier_id) OFFSET 0) n ${RECIPIENT}
WHERE ${IS_HIS} ORDER BY n.id`;

/**
 * The notifications that digests were sent as which have these in them, and that are his as well. Ask
 * when the members are locked: who flushes them has then done so, or finds them called off.
 */
export const findCarriers = async (
  client: pg.ClientBase,
  { tenantId, subscriberId, addresses, notificationIds }: HisNotifications,
): Promise<string[]> => {
  if (notificationIds.length === 0) return [];
  const values = [tenantId, subscriberId, addresses, notificationIds];
  return (await client.query<{ id: string }>(FIND, values)).rows.map(({ id }) => id);
};
