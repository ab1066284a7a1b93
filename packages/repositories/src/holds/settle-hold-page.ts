import { DEFAULT_EXPIRY_MS } from '@carillon/domain';
import type pg from 'pg';
import type { Database } from '../database.ts';
import { NOBODY } from '../deliveries/nobody.ts';
import { deliveryEvents, TOLD_OF_DELIVERY } from '../events/delivery-events.ts';
import { eventParts } from '../events/event-parts.ts';
import { inTransaction } from '../sql/in-transaction.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

const TAKE = `
SELECT id, tenant_id AS "tenantId", status, cursor FROM hold
WHERE settled_at IS NULL AND decided_at IS NOT NULL AND ($1::uuid IS NULL OR id = $1)
ORDER BY decided_at LIMIT 1 FOR UPDATE SKIP LOCKED`;

const PAGE = `
SELECT delivery_id AS id FROM hold_member WHERE hold_id = $1 AND delivery_id > $2
ORDER BY delivery_id LIMIT $3`;

// Named by their ids once more, so that PostgreSQL looks into the partitions of the page alone.
const HELD = `d.id = m.delivery_id AND d.id = ANY ($1::uuid[]) AND d.id >= $2::uuid AND d.id <= $3::uuid
  AND d.tenant_id = $4 AND d.status = 'scheduled' AND d.dispatch_id IS NULL`;

// Due when they were to be, or from the decision on, with the same distance between a route's channels.
const RELEASE = `
UPDATE delivery d SET updated_at = now(), expires_at = CASE WHEN m.keeps_expiry THEN d.expires_at
    ELSE greatest(m.first_due_at, h.decided_at) + $6::float8 * interval '1 ms' END,
  due_at = greatest(m.first_due_at, h.decided_at) + m.delay_ms * interval '1 ms'
FROM hold_member m, hold h WHERE m.delivery_id = ANY ($1::uuid[]) AND h.id = $5 AND ${HELD}`;

const DISCARD = `
WITH cancelled AS (
  UPDATE delivery d SET status = 'cancelled', dispatch_id = '${NOBODY}', updated_at = now()
  FROM hold_member m WHERE m.delivery_id = ANY ($1::uuid[]) AND ${HELD}
  RETURNING ${TOLD_OF_DELIVERY}
), ${eventParts([deliveryEvents('cancelled')])}
SELECT FROM cancelled`;

const ADVANCE = `
UPDATE hold SET cursor = coalesce($2, cursor), settled_at = CASE WHEN $3 THEN now() END WHERE id = $1`;

/** Deliveries of one page: what is changed in some 30 ms, so that nobody waits for its locks longer. */
const PAGE_SIZE = 1_000;

interface DecidedHold {
  readonly id: string;
  readonly tenantId: string;
  readonly status: 'released' | 'discarded';
  readonly cursor: string;
}

const movePage = async (
  client: pg.PoolClient,
  { id, tenantId, status }: DecidedHold,
  ids: readonly string[],
): Promise<number> => {
  if (ids.length === 0) return 0;
  const values = [ids, ids[0], ids.at(-1), tenantId];
  const { rowCount } =
    status === 'released'
      ? await client.query(RELEASE, [...values, id, DEFAULT_EXPIRY_MS])
      : await client.query(DISCARD, values);
  return rowCount ?? 0;
};

export interface SettledPage {
  /** Deliveries that followed the decision. */
  readonly moved: number;
  /** True when none of the hold is left. */
  readonly isLast: boolean;
}

/**
 * Lets the next deliveries of a decided hold follow the decision: released ones are due, discarded ones
 * cancelled. A page is one transaction under the hold's row lock, so a process that dies has moved it or
 * has not, and any other goes on. Of this hold, or of any; null when there is nothing to do, or another
 * process is at it.
 */
export const settleHoldPage = (
  database: Database,
  holdId: string | null = null,
): Promise<SettledPage | null> =>
  repeatOnConflict(() =>
    inTransaction(database, async (client) => {
      const { rows } = await client.query<DecidedHold>(TAKE, [holdId]);
      const [hold] = rows;
      if (hold === undefined) return null;
      const page = await client.query<{ id: string }>(PAGE, [hold.id, hold.cursor, PAGE_SIZE]);
      const ids = page.rows.map((row) => row.id);
      const moved = await movePage(client, hold, ids);
      const isLast = ids.length < PAGE_SIZE;
      await client.query(ADVANCE, [hold.id, ids.at(-1), isLast]);
      return { moved, isLast };
    }),
  );
