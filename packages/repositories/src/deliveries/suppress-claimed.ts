import type { Database } from '../database.ts';
import { deliveryEvents, TOLD_OF_DELIVERY } from '../events/delivery-events.ts';
import { eventParts } from '../events/event-parts.ts';

const SUPPRESS = `
WITH ended AS (
  UPDATE delivery d SET status = 'suppressed', updated_at = now(), attempts = d.attempts - 1,
    calls = d.calls - 1, last_code = $4, last_message = $5
  WHERE d.id = $1 AND d.tenant_id = $2 AND d.lease_token = $3 AND d.status = 'sending'
  RETURNING ${TOLD_OF_DELIVERY}
), ${eventParts([deliveryEvents('ended')])}
SELECT id FROM ended`;

export interface ClaimedStop {
  readonly tenantId: string;
  readonly deliveryId: string;
  readonly leaseToken: number;
  readonly code: string;
  readonly message: string;
}

/** Ends a claimed delivery before its provider is called, with the attempt given back. */
export const suppressClaimed = async ({ pool }: Database, stop: ClaimedStop): Promise<boolean> => {
  const values = [stop.deliveryId, stop.tenantId, stop.leaseToken, stop.code, stop.message];
  return (await pool.query({ name: 'suppress-claimed', text: SUPPRESS, values })).rowCount === 1;
};
