import { memberRequest, type NotificationRequest } from '@carillon/domain';
import type pg from 'pg';
import { findBroadcastRequests } from '../broadcasts/find-broadcast-requests.ts';
import type { DigestSlot } from './digest-slot.ts';

/** A digest whose time has come, locked, with what is to be sent of it. */
export interface DueDigest extends DigestSlot {
  readonly id: string;
  /** The oldest first. Cancelled and expired ones are left out. */
  readonly members: readonly DigestMember[];
  readonly expiredIds: readonly string[];
}

/** A delivery that waits in a digest. */
export interface DigestMember {
  readonly deliveryId: string;
  readonly address: string | null;
  readonly rank: number;
  readonly maxAttempts: number;
  readonly atMostOnce: boolean;
  readonly expiresAt: Date;
  readonly request: NotificationRequest;
}

const LOCK = `
SELECT id, tenant_id AS "tenantId", channel, address_key AS "addressKey", category,
  template_key AS "templateKey", key
FROM digest
WHERE id = $1 AND flushed_at IS NULL AND closes_at <= now() FOR UPDATE SKIP LOCKED`;

// In a statement of its own: with the digest's lock, everything that was put into it is to be seen.
const MEMBERS = `
SELECT d.id AS "deliveryId", d.address, d.priority AS rank, d.max_attempts AS "maxAttempts",
  d.at_most_once AS "atMostOnce", d.expires_at AS "expiresAt", d.expires_at <= now() AS "isExpired",
  n.request
FROM digest_member m
  JOIN delivery d ON d.id = m.delivery_id
  JOIN notification n ON n.tenant_id = $2 AND n.id = notification_id_of(m.delivery_id)
WHERE m.digest_id = $1 AND m.tenant_id = $2 AND d.tenant_id = $2 AND d.dispatch_id = $1
  AND d.status = 'scheduled'
ORDER BY d.id FOR UPDATE OF d`;

/** Locks a digest and its members; null when it is not due any more, or somebody else's just now. */
export const takeDueDigest = async (
  client: pg.PoolClient,
  id: string,
): Promise<DueDigest | null> => {
  const { rows } = await client.query<DigestSlot & { id: string }>({
    name: 'lock-due-digest',
    text: LOCK,
    values: [id],
  });
  const [digest] = rows;
  if (digest === undefined) return null;
  const found = await client.query<DigestMember & { isExpired: boolean }>({
    name: 'lock-digest-members',
    text: MEMBERS,
    values: [digest.id, digest.tenantId],
  });
  const expired = found.rows.filter(({ isExpired }) => isExpired);
  const live = found.rows.filter(({ isExpired }) => !isExpired);
  const members = await withRequests(client, digest.tenantId, live);
  return { ...digest, members, expiredIds: expired.map(({ deliveryId }) => deliveryId) };
};

/** Those of broadcasts have what all of a broadcast share filled in. */
const withRequests = async (
  client: pg.PoolClient,
  tenantId: string,
  members: readonly DigestMember[],
): Promise<readonly DigestMember[]> => {
  const batchIds = members.flatMap(({ request }) => request.broadcast ?? []);
  const keys = batchIds.map((batchId) => ({ tenantId, batchId }));
  const shared = await findBroadcastRequests({ pool: client }, keys);
  return members.map((member) => {
    const request = shared.get(member.request.broadcast ?? '');
    return request === undefined
      ? member
      : { ...member, request: memberRequest(request, member.request) };
  });
};
