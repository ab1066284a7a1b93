import type { Database } from '../database.ts';
import { MAY_BE_CALLED } from '../event-endpoints/may-be-called.ts';
import { idBounds } from '../sql/arrays.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

/** An event that this process is to send now, and nobody else. */
export interface ClaimedEvent {
  readonly eventId: string;
  readonly leaseToken: number;
  /** Calls, the one to come included. */
  readonly attempts: number;
}

/** Where it goes, as it is at this moment. */
export interface EventTarget {
  readonly url: string;
  /** Sealed, the newest first: all of them sign. */
  readonly secrets: readonly string[];
}

export interface ClaimedEvents {
  /** Null when nothing was claimed. */
  readonly target: EventTarget | null;
  readonly events: readonly ClaimedEvent[];
}

export interface ClaimEvents {
  readonly tenantId: string;
  readonly endpointId: string;
  readonly dispatchId: string;
  readonly eventIds: readonly string[];
  readonly leaseMs: number;
}

// An endpoint that began to fail after these were dispatched gets them one at a time, as others do: a
// slice of several is refused. The bounds are those of the ids: a plan that is kept leaves the days in
// which none of them lies.
const CLAIM = `
UPDATE event_delivery d SET status = 'sending', lease_token = d.lease_token + 1, attempts = d.attempts + 1,
  lease_until = now() + $5 * interval '1 ms', updated_at = now()
FROM event_endpoint e
WHERE d.tenant_id = $1 AND d.endpoint_id = $2 AND d.event_id = ANY ($4::uuid[])
  AND d.event_id >= $6::uuid AND d.event_id <= $7::uuid AND d.dispatch_id = $3
  AND d.status IN ('queued', 'retrying')
  AND e.tenant_id = $1 AND e.id = $2 AND e.disabled_at IS NULL
  AND (e.failing_since IS NULL OR cardinality($4::uuid[]) = 1 AND ${MAY_BE_CALLED})
RETURNING d.event_id AS "eventId", d.lease_token AS "leaseToken", d.attempts, e.url, e.secret,
  CASE WHEN e.previous_until > now() THEN e.previous_secret END AS "previousSecret"`;

type Row = ClaimedEvent & {
  readonly url: string;
  readonly secret: string;
  readonly previousSecret: string | null;
};

/**
 * Takes events for this process to send: what does not come back is somebody else's, or its endpoint
 * was disabled or is not to be called now. The oldest first. The attempt is counted before the call.
 */
export const claimEvents = async (
  { pool }: Database,
  { tenantId, endpointId, dispatchId, eventIds, leaseMs }: ClaimEvents,
): Promise<ClaimedEvents> => {
  if (eventIds.length === 0) return { target: null, events: [] };
  const values = [tenantId, endpointId, dispatchId, eventIds, leaseMs, ...idBounds(eventIds)];
  const { rows } = await repeatOnConflict(() =>
    pool.query<Row>({ name: 'claim-events', text: CLAIM, values }),
  );
  const [first] = rows;
  return {
    target: first
      ? { url: first.url, secrets: [first.secret, first.previousSecret].filter((s) => s !== null) }
      : null,
    events: rows
      .map(({ eventId, leaseToken, attempts }) => ({ eventId, leaseToken, attempts }))
      .toSorted((a, b) => (a.eventId < b.eventId ? -1 : 1)),
  };
};
