import type { Channel, NotificationRequest } from '@carillon/domain';

const DELIVERY = `d.lease_token, d.attempts, d.calls, d.uncounted_streak, d.crashes, d.at_most_once,
    d.address, date_part('epoch', d.expires_at) * 1000, d.priority, d.channel`;

/**
 * The compare-and-swap that decides who sends. `calls` and `attempts` are counted here, before the
 * provider is called; they are given back when the call did not count.
 *
 * Its shape holds whatever the planner believes, which is one row where there are hundreds. `= ANY`
 * walks the primary key once for all ids and in their order, so that locks are taken in id order; the
 * bounds leave the partitions in which these lie. Jobs are few, so that meeting each delivery with
 * each job costs little; a join with the deliveries asked for becomes quadratic. Notifications come
 * in rows of their own and are put together in memory: a look-up for each delivery costs three times
 * as much. CASE keeps a suppression's category out of the index condition, so that the notification's
 * is looked up for suppressed addresses only.
 */
export const CLAIM = `
WITH w AS MATERIALIZED (
  SELECT no::int, dispatch_id, tenant_id, lease_ms * interval '1 ms' AS lease, ids::uuid[]
  FROM unnest($3::uuid[], $4::uuid[], $5::int[], $6::text[])
    WITH ORDINALITY AS w(dispatch_id, tenant_id, lease_ms, ids, no)
), u AS (
  UPDATE delivery d SET status = 'sending', lease_token = d.lease_token + 1, claim_id = $7::uuid,
    lease_until = now() + w.lease, attempts = d.attempts + 1, calls = d.calls + 1, updated_at = now()
  FROM w
  WHERE d.id = ANY ($1::uuid[]) AND d.id >= $8::uuid AND d.id <= $9::uuid
    AND d.dispatch_id = w.dispatch_id AND d.tenant_id = w.tenant_id AND d.id = ANY (w.ids)
    AND d.status IN ('scheduled', 'queued', 'retrying') AND d.due_at <= now() AND d.expires_at > now()
    AND (SELECT true FROM suppression s WHERE s.tenant_id = d.tenant_id AND s.channel = d.channel
      AND s.address_key = lower(d.address) AND (s.until IS NULL OR s.until > now())
      AND CASE s.category WHEN '' THEN true ELSE s.category = (SELECT n.category
        FROM notification n WHERE n.tenant_id = d.tenant_id AND n.id = notification_id_of(d.id)
          AND n.id >= $8::uuid AND n.id <= $9::uuid) END LIMIT 1) IS NULL
  RETURNING d.id, w.no, ${DELIVERY}
)
SELECT u.*, NULL, NULL FROM u
UNION ALL
SELECT n.id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, n.category, n.request
FROM notification n
WHERE n.tenant_id = ANY ($4::uuid[]) AND n.id = ANY ($2::uuid[])
  AND n.id >= $8::uuid AND n.id <= $9::uuid`;

/** What a claim whose answer was lost has claimed. */
export const FIND_CLAIMED = `
SELECT d.id, array_position($3::uuid[], d.dispatch_id), ${DELIVERY}, n.category, n.request
FROM delivery d CROSS JOIN LATERAL (
  SELECT n.category, n.request FROM notification n
  WHERE n.tenant_id = d.tenant_id AND n.id = notification_id_of(d.id) OFFSET 0) n
WHERE d.id = ANY ($1::uuid[]) AND d.claim_id = $2::uuid AND d.status = 'sending'
  AND d.dispatch_id = ANY ($3::uuid[])`;

/**
 * A row of either. Of `CLAIM` it is a delivery without category and request, or a notification: its
 * id, category and request, and nothing else.
 */
export type ClaimRow = [
  id: string,
  /** Which of the requests asked for it, counted from 1; null for a notification. */
  no: number | null,
  leaseToken: number,
  attempts: number,
  calls: number,
  uncountedStreak: number,
  crashes: number,
  atMostOnce: boolean,
  address: string | null,
  expiresMs: number,
  rank: number,
  channel: Channel,
  category: string,
  request: NotificationRequest,
];
