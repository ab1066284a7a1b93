import { lastDeliveryIdOf, notificationIdOf, type Channel } from '@carillon/domain';
import type { Database } from '../database.ts';
import { NOBODY } from '../deliveries/nobody.ts';
import { deliveryEvents, TOLD_OF_DELIVERY } from '../events/delivery-events.ts';
import { eventParts } from '../events/event-parts.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

/** A later channel of `route: first` that was claimed and is about to begin. */
export interface RouteStep {
  readonly tenantId: string;
  readonly deliveryId: string;
  readonly channel: Channel;
  readonly leaseToken: number;
  /** When the channel after this one is to begin, from now; null: only once this one has failed. */
  readonly afterMs: number | null;
  /** Providers whose `sent` is not yet success, because receipts follow. */
  readonly receiptProviders: readonly string[];
}

/** `begin`: it is this channel's turn. `wait`: an earlier one is still at work. `over`: one succeeded. */
export type RouteVerdict = 'begin' | 'wait' | 'over';

const WAITING = `('scheduled', 'queued', 'retrying')`;

// Deliveries of the same channel (the devices of a push) are one step: they neither wait for one another
// nor call one another off.
const STEP = `
WITH earlier AS (
  SELECT status, provider FROM delivery WHERE tenant_id = $2 AND id > $6 AND id < $1
    AND channel <> $8::channel
), verdict AS (
  SELECT CASE
    WHEN EXISTS (SELECT FROM earlier WHERE status = 'delivered'
      OR (status = 'sent' AND NOT coalesce(provider, '') = ANY ($5::text[]))) THEN 'over'
    WHEN $4::float8 IS NULL AND EXISTS (SELECT FROM earlier
      WHERE status IN ('scheduled', 'queued', 'sending', 'retrying', 'sent')) THEN 'wait'
    ELSE 'begin' END AS v
), called_off AS (
  UPDATE delivery d SET status = 'cancelled', updated_at = now(),
    dispatch_id = coalesce(d.dispatch_id, '${NOBODY}'),
    attempts = d.attempts - (d.status = 'sending')::int, calls = d.calls - (d.status = 'sending')::int
  FROM verdict
  WHERE d.tenant_id = $2 AND d.id > $6 AND d.id <= $7 AND (
    (v = 'begin' AND d.id < $1 AND d.channel <> $8::channel AND d.status IN ${WAITING})
    OR (v = 'over' AND d.id > $1 AND d.status IN ${WAITING})
    OR (v = 'over' AND d.id = $1 AND d.status = 'sending' AND d.lease_token = $3))
  RETURNING ${TOLD_OF_DELIVERY}
), timer AS (
  UPDATE delivery d SET due_at = least(now() + $4::float8 * interval '1 ms', d.expires_at),
    updated_at = now()
  FROM verdict
  WHERE v = 'begin' AND $4::float8 IS NOT NULL AND d.tenant_id = $2 AND d.dispatch_id IS NULL
    AND d.status IN ('scheduled', 'queued') AND d.id > $1 AND d.id <= $7
    AND d.channel = (SELECT n.channel FROM delivery n
      WHERE n.tenant_id = $2 AND n.id > $1 AND n.id <= $7 AND n.channel <> $8::channel
        AND n.status IN ('scheduled', 'queued')
      ORDER BY n.id LIMIT 1)
), ${eventParts([deliveryEvents('called_off')])}
SELECT v FROM verdict`;

/**
 * Decides whether a later channel may begin, by what became of those before it, and does what follows:
 * beginning calls off what still waits before it and sets the timer of the one after it; success before
 * it calls off itself and the rest. The timers and hints that made it due may be wrong; this is not.
 */
export const stepRoute = async (database: Database, step: RouteStep): Promise<RouteVerdict> => {
  const { tenantId, deliveryId, channel, leaseToken, afterMs, receiptProviders } = step;
  const notificationId = notificationIdOf(deliveryId);
  const bounds = [notificationId, lastDeliveryIdOf(notificationId)];
  const values = [deliveryId, tenantId, leaseToken, afterMs, receiptProviders, ...bounds, channel];
  const { rows } = await repeatOnConflict(() =>
    database.pool.query<{ v: RouteVerdict }>(STEP, values),
  );
  return rows[0]?.v ?? 'wait';
};
