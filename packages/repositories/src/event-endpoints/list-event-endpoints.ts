import type { Database } from '../database.ts';
import { EVENT_ENDPOINT_COLUMNS, type EventEndpointRecord } from './event-endpoint-record.ts';

/** A tenant's endpoints before that one (null: from the newest on), the newest first. */
export const listEventEndpoints = async (
  { kysely }: Database,
  query: { tenantId: string; before: string | null; limit: number },
): Promise<EventEndpointRecord[]> => {
  let endpoints = kysely
    .selectFrom('event_endpoint')
    .select(EVENT_ENDPOINT_COLUMNS)
    .where('tenant_id', '=', query.tenantId);
  if (query.before !== null) endpoints = endpoints.where('id', '<', query.before);
  return endpoints.orderBy('id', 'desc').limit(query.limit).execute();
};
