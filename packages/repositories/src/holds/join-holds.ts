import type pg from 'pg';
import { eventParts } from '../events/event-parts.ts';
import { holdEvents } from '../events/hold-events.ts';
import { plainArray } from '../sql/arrays.ts';
import type { AcceptRequest, HoldTerms } from '../notifications/accept-flush.ts';

/** A burst has ended when nothing of it came for so long; what comes then is another. */
const GAP = `interval '10 minutes'`;

const CLOSE_OLD = `
UPDATE hold SET is_open = false
WHERE tenant_id = ANY ($1::uuid[]) AND is_open AND last_at < now() - ${GAP}`;

// A hold that nothing can join has no twin to conflict with. A row that was there has been locked.
const JOIN = `
WITH joined AS (
  INSERT INTO hold AS h (id, tenant_id, reason, is_open, notifications, total, measured, allowed)
  SELECT id, tenant_id, reason, reason = 'burst', notifications, total, measured, allowed
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[], $5::int[], $6::int[], $7::int[])
    AS v(id, tenant_id, reason, notifications, total, measured, allowed)
  ORDER BY tenant_id, id
  ON CONFLICT (tenant_id) WHERE is_open DO UPDATE SET last_at = now(),
    notifications = h.notifications + excluded.notifications, total = h.total + excluded.total,
    measured = greatest(h.measured, excluded.measured), allowed = excluded.allowed
  RETURNING h.*, h.xmax = 0 AS is_new
), ${eventParts([holdEvents('joined')])}
SELECT id, tenant_id AS "tenantId", is_open AS "isOpen" FROM joined`;

const ADD_MEMBERS = `
INSERT INTO hold_member (delivery_id, tenant_id, hold_id, first_due_at, delay_ms, keeps_expiry)
SELECT delivery_id, tenant_id, hold_id, to_timestamp(first_due_ms / 1000), delay_ms, keeps_expiry
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::float8[], $5::bigint[], $6::boolean[])
  AS v(delivery_id, tenant_id, hold_id, first_due_ms, delay_ms, keeps_expiry)`;

const HOLD_BROADCASTS = `
UPDATE broadcast b SET hold_id = v.hold_id
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS v(tenant_id, batch_id, hold_id)
WHERE b.tenant_id = v.tenant_id AND b.batch_id = v.batch_id`;

/** What a request adds to a hold. */
interface Joining {
  readonly request: AcceptRequest;
  readonly terms: HoldTerms;
}

interface Part extends HoldTerms {
  readonly tenantId: string;
  readonly requests: AcceptRequest[];
}

/** Those of one tenant's burst are one part; each that is too large is one of its own. */
const partsOf = (joining: readonly Joining[]): Part[] => {
  const parts = new Map<string, Part>();
  for (const { request, terms } of joining) {
    const { tenantId } = request;
    const name = terms.reason === 'burst' ? tenantId : terms.id;
    const known = parts.get(name);
    if (known === undefined) parts.set(name, { ...terms, tenantId, requests: [request] });
    else {
      known.requests.push(request);
      const notifications = known.notifications + terms.notifications;
      const deliveries = known.deliveries + terms.deliveries;
      parts.set(name, { ...known, notifications, deliveries, measured: terms.measured });
    }
  }
  return [...parts.values()];
};

const addMembers = async (
  client: pg.PoolClient,
  parts: readonly (readonly [Part, holdId: string])[],
): Promise<void> => {
  const members = parts.flatMap(([{ requests, tenantId }, holdId]) =>
    requests.flatMap(({ notifications }) =>
      notifications.flatMap(({ deliveries }) =>
        deliveries.flatMap(({ id, held }) =>
          held === undefined ? [] : [{ id, tenantId, holdId, ...held }],
        ),
      ),
    ),
  );
  if (members.length === 0) return;
  const values = [
    plainArray(members.map((m) => m.id)),
    plainArray(members.map((m) => m.tenantId)),
    plainArray(members.map((m) => m.holdId)),
    plainArray(members.map((m) => m.firstDueAt.getTime())),
    plainArray(members.map((m) => m.delayMs)),
    plainArray(members.map((m) => m.keepsExpiry)),
  ];
  await client.query({ name: 'add-hold-members', text: ADD_MEMBERS, values });
};

const holdBroadcasts = async (
  client: pg.PoolClient,
  parts: readonly (readonly [Part, holdId: string])[],
): Promise<void> => {
  const held = parts.flatMap(([{ requests, tenantId }, holdId]) =>
    requests.flatMap(({ broadcast, batch }) =>
      broadcast == null ? [] : [{ tenantId, batchId: batch?.id ?? null, holdId }],
    ),
  );
  if (held.length === 0) return;
  const values = [
    plainArray(held.map((b) => b.tenantId)),
    plainArray(held.map((b) => b.batchId)),
    plainArray(held.map((b) => b.holdId)),
  ];
  await client.query(HOLD_BROADCASTS, values);
};

/**
 * Puts what is held of these requests into holds: of a burst into the tenant's open one, which is made
 * if there is none, and of a request that is too large into one of its own. The open ones stay locked
 * until the transaction ends, so it comes last.
 */
export const joinHolds = async (
  client: pg.PoolClient,
  requests: readonly AcceptRequest[],
): Promise<void> => {
  const joining = requests.flatMap((request): Joining[] =>
    request.hold == null ? [] : [{ request, terms: request.hold }],
  );
  if (joining.length === 0) return;
  const parts = partsOf(joining);
  await client.query(CLOSE_OLD, [parts.map((part) => part.tenantId)]);
  const values = [
    plainArray(parts.map((part) => part.id)),
    plainArray(parts.map((part) => part.tenantId)),
    plainArray(parts.map((part) => part.reason)),
    plainArray(parts.map((part) => part.notifications)),
    plainArray(parts.map((part) => part.deliveries)),
    plainArray(parts.map((part) => part.measured)),
    plainArray(parts.map((part) => part.allowed)),
  ];
  const { rows } = await client.query<{ id: string; tenantId: string; isOpen: boolean }>({
    name: 'join-holds',
    text: JOIN,
    values,
  });
  const openOf = new Map(rows.filter((r) => r.isOpen).map((r) => [r.tenantId, r.id]));
  const placed = parts.map((part) => {
    const open = part.reason === 'burst' ? openOf.get(part.tenantId) : undefined;
    return [part, open ?? part.id] as const;
  });
  await addMembers(client, placed);
  await holdBroadcasts(client, placed);
};
