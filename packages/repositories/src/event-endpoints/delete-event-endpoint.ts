import type { Database } from '../database.ts';
import type { EventEndpointKey } from './event-endpoint-record.ts';

/** Forgets an endpoint and its secrets; what waits for it is called off by the dispatcher. */
export const deleteEventEndpoint = async (
  { kysely }: Database,
  { tenantId, id }: EventEndpointKey,
): Promise<boolean> => {
  const { numDeletedRows } = await kysely
    .deleteFrom('event_endpoint')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
};
