import { notificationIdOf, OPEN_STATUSES } from '@carillon/domain';
import type pg from 'pg';

/** Notifications of a tenant that a rule is about. */
export interface AgedNotifications {
  readonly tenantId: string;
  readonly notificationIds: readonly string[];
  /** How old the last change of their deliveries is to be. */
  readonly days: number;
}

/** Those that are over, and their deliveries. */
export interface OverNotifications {
  readonly tenantId: string;
  readonly notificationIds: readonly string[];
  readonly deliveryIds: readonly string[];
}

// Nothing is locked below LATERAL: PostgreSQL 18.4 crashes when it looks again at a row that another
// has changed there.
const FIND = `
SELECT d.id FROM unnest($2::uuid[]) AS of(id) CROSS JOIN LATERAL (
  SELECT d.id FROM delivery d
  WHERE d.tenant_id = $1 AND d.id > of.id AND d.id <= last_delivery_id_of(of.id) OFFSET 0) d`;

const LOCK = `
SELECT id, status::text = ANY ($4::text[]) OR updated_at > now() - $3 * interval '1 day' AS "isHeld"
FROM delivery WHERE tenant_id = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR UPDATE`;

const DEAD = `SELECT delivery_id AS id FROM dead_letter
WHERE tenant_id = $1 AND delivery_id = ANY ($2::uuid[])`;

/**
 * Locks the deliveries of notifications and answers those that nothing can happen to any more: every
 * delivery has ended, long enough ago, and no dead letter could send one again.
 */
export const lockOver = async (
  client: pg.PoolClient,
  { tenantId, notificationIds, days }: AgedNotifications,
): Promise<OverNotifications> => {
  const found = await client.query<{ id: string }>(FIND, [tenantId, notificationIds]);
  const ids = found.rows.map(({ id }) => id);
  const values = [tenantId, ids, days, OPEN_STATUSES];
  const { rows } = await client.query<{ id: string; isHeld: boolean }>(LOCK, values);
  const dead = await client.query<{ id: string }>(DEAD, [tenantId, ids]);
  const held = new Set(
    [...rows.filter(({ isHeld }) => isHeld), ...dead.rows].map(({ id }) => notificationIdOf(id)),
  );
  return {
    tenantId,
    notificationIds: notificationIds.filter((id) => !held.has(id)),
    deliveryIds: ids.filter((id) => !held.has(notificationIdOf(id))),
  };
};
