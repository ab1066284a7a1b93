import type { HappenedEvent } from '@carillon/domain';
import type { Database } from '../database.ts';
import { idBounds } from '../sql/arrays.ts';
import { EVENT_COLUMNS, type EventRow } from './event-row.ts';
import { withNotifications } from './with-notifications.ts';

const FETCH = `
SELECT ${EVENT_COLUMNS} FROM event e
WHERE e.tenant_id = $1 AND e.id = ANY ($2::uuid[]) AND e.id >= $3::uuid AND e.id <= $4::uuid
ORDER BY e.id`;

/** Those of these events that are the tenant's and still kept, by their ids. */
export const fetchEvents = async (
  database: Database,
  tenantId: string,
  ids: readonly string[],
): Promise<HappenedEvent[]> => {
  if (ids.length === 0) return [];
  const values = [tenantId, ids, ...idBounds(ids)];
  const { rows } = await database.pool.query<EventRow>(FETCH, values);
  return withNotifications(database, tenantId, rows);
};
