import { REDRIVE } from '@carillon/domain';
import { type DeadLetterFilter, filterConditions } from '../dead-letters/dead-letter-filter.ts';
import type { Parameters } from '../sql/parameters.ts';

/** The dead letters that a statement looks at: the next after the cursor, in the order of their times. */
export interface JudgedPage {
  readonly tenantId: string;
  readonly filter: DeadLetterFilter;
  /** A time as PostgreSQL writes it: what is younger is not looked at. */
  readonly deadBefore: string;
  readonly cursor: DeadLetterCursor;
  readonly limit: number;
}

/** A time as PostgreSQL writes it, since a `Date` has no microseconds, and the delivery's id. */
export interface DeadLetterCursor {
  readonly at: string;
  readonly id: string;
}

/** Before the first dead letter. */
export const FIRST: DeadLetterCursor = {
  at: '-infinity',
  id: '00000000-0000-0000-0000-000000000000',
};

// A delivery without an address has lost it to an erasure; on `system` it never had one. One that is
// suppressed for its category alone ends as suppressed when its turn comes.
const REASON = `CASE
    WHEN p.expires_at <= now() THEN 'expired'
    WHEN d.redrives >= ${REDRIVE.mostTimes} THEN 'redrive_limit'
    WHEN d.id IS NULL OR (d.address IS NULL AND p.channel <> 'system') THEN 'erased'
    WHEN EXISTS (SELECT FROM suppression s WHERE s.tenant_id = d.tenant_id AND s.channel = d.channel
      AND s.address_key = lower(d.address) AND s.category = ''
      AND (s.until IS NULL OR s.until > now())) THEN 'suppressed'
  END`;

/**
 * A part `judged`: the page's dead letters with `reason`, why one is not to be redriven, or null. Each
 * looks up its own delivery: joined as a whole, the planner may read partitions from end to end.
 */
export const judgedPart = (p: Parameters, page: JudgedPage): string => {
  const { tenantId, filter, deadBefore, cursor, limit } = page;
  const conditions = [
    ...filterConditions(p, tenantId, filter),
    `dead_at <= ${p.add(deadBefore, 'timestamptz')}`,
    `(dead_at, delivery_id) > (${p.add(cursor.at, 'timestamptz')}, ${p.add(cursor.id, 'uuid')})`,
  ];
  return `page AS MATERIALIZED (
  SELECT delivery_id, dead_at, channel, expires_at FROM dead_letter WHERE ${conditions.join(' AND ')}
  ORDER BY dead_at, delivery_id LIMIT ${p.add(limit, 'int')}
), judged AS MATERIALIZED (
  SELECT p.delivery_id, p.dead_at, ${REASON} AS reason
  FROM page p LEFT JOIN LATERAL (
    SELECT d.id, d.tenant_id, d.channel, d.redrives, d.address FROM delivery d
    WHERE d.id = p.delivery_id AND d.tenant_id = ${p.add(tenantId, 'uuid')} OFFSET 0) d ON true
)`;
};
