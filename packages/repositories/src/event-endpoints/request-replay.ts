import { lowestIdAt } from '@carillon/domain';
import type { Database } from '../database.ts';
import type { EventEndpointKey } from './event-endpoint-record.ts';

// One that still runs goes back to where this one begins; least() and greatest() pass over nulls.
const REQUEST = `
UPDATE event_endpoint SET replay_after = least(replay_after, $3::uuid),
  replay_until = greatest(replay_until, new_event_id()), updated_at = now()
WHERE tenant_id = $1 AND id = $2 AND disabled_at IS NULL`;

/**
 * Asks for everything to be sent again that has happened since, and that the endpoint subscribes to: a
 * chore does it page by page. False where no such endpoint is enabled.
 */
export const requestReplay = async (
  { pool }: Database,
  { tenantId, id, since }: EventEndpointKey & { readonly since: Date },
): Promise<boolean> =>
  (await pool.query(REQUEST, [tenantId, id, lowestIdAt(since.getTime())])).rowCount === 1;
