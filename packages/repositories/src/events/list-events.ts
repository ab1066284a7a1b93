import { type HappenedEvent, lowestIdAt, timeOfId } from '@carillon/domain';
import type { Database } from '../database.ts';
import { EVENT_COLUMNS, type EventRow } from './event-row.ts';
import { withNotifications } from './with-notifications.ts';

export interface EventPage {
  readonly tenantId: string;
  /** Only events after this one; null: from the oldest on. */
  readonly afterId: string | null;
  readonly limit: number;
}

const PLACE = 'SELECT position FROM event WHERE tenant_id = $1 AND id = $2';

// What is below the oldest transaction that still runs is there for good, and whatever it writes will
// have a higher position. Ids are made together with positions, so a day more or less leaves out
// partitions and no event.
const LIST = `
SELECT ${EVENT_COLUMNS} FROM event e
WHERE e.tenant_id = $1 AND e.is_logged AND (e.position, e.id) > ($2::bigint, $3::uuid)
  AND e.position <= pg_snapshot_xmin(pg_current_snapshot())::text::bigint
  AND e.id >= $4::uuid AND e.id < uuid_floor(now() + interval '1 day')
ORDER BY e.position, e.id LIMIT $5`;

const DAY_MS = 86_400_000;
const LOWEST_ID = lowestIdAt(0);

/**
 * The tenant's event log, the oldest first: every event once and none passed over, however late its
 * transaction commits, because it waits for older transactions to end. Null when `afterId` is no event
 * of the tenant's that is still kept.
 */
export const listEvents = async (
  database: Database,
  { tenantId, afterId, limit }: EventPage,
): Promise<HappenedEvent[] | null> => {
  const { pool } = database;
  let position = '0';
  if (afterId !== null) {
    const place = await pool.query<{ position: string }>(PLACE, [tenantId, afterId]);
    const [known] = place.rows;
    if (known === undefined) return null;
    ({ position } = known);
  }
  const since = afterId === null ? LOWEST_ID : lowestIdAt(timeOfId(afterId) - DAY_MS);
  const values = [tenantId, position, afterId ?? LOWEST_ID, since, limit];
  const { rows } = await pool.query<EventRow>(LIST, values);
  return withNotifications(database, tenantId, rows);
};
