import type { Database } from '../database.ts';
import {
  EVENT_ENDPOINT_COLUMNS,
  type EventEndpointKey,
  type EventEndpointRecord,
} from './event-endpoint-record.ts';

/** One of a tenant's endpoints. */
export const findEventEndpoint = (
  { kysely }: Database,
  { tenantId, id }: EventEndpointKey,
): Promise<EventEndpointRecord | undefined> =>
  kysely
    .selectFrom('event_endpoint')
    .select(EVENT_ENDPOINT_COLUMNS)
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
