import { sql } from 'kysely';
import type { Database } from '../database.ts';
import {
  EVENT_ENDPOINT_COLUMNS,
  type EventEndpointKey,
  type EventEndpointRecord,
} from './event-endpoint-record.ts';

/** What is to be said anew; what is left out stays. */
export interface EventEndpointChange {
  readonly url?: string | undefined;
  readonly types?: readonly string[] | undefined;
  readonly description?: string | null | undefined;
  readonly disabled?: boolean | undefined;
}

const HEALTHY = { failing_since: null, last_failed_at: null, warned_at: null } as const;

/** A new address or a new start: what failed before is forgotten. */
const startOver = ({ url, disabled }: EventEndpointChange) =>
  url === undefined && disabled !== false ? {} : HEALTHY;

const ability = ({ disabled }: EventEndpointChange) => {
  if (disabled === undefined) return {};
  return disabled
    ? {
        disabled_at: sql<Date>`coalesce(disabled_at, now())`,
        disabled_reason: sql<string>`coalesce(disabled_reason, 'request')`,
      }
    : { disabled_at: null, disabled_reason: null };
};

/** Changes one of a tenant's endpoints; undefined where there is none. */
export const updateEventEndpoint = (
  { kysely }: Database,
  { tenantId, id }: EventEndpointKey,
  change: EventEndpointChange,
): Promise<EventEndpointRecord | undefined> => {
  const { url, types, description } = change;
  return kysely
    .updateTable('event_endpoint')
    .set({
      ...(url !== undefined && { url }),
      ...(types !== undefined && { types: [...types] }),
      ...(description !== undefined && { description }),
      ...ability(change),
      ...startOver(change),
      updated_at: sql`now()`,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .returning(EVENT_ENDPOINT_COLUMNS)
    .executeTakeFirst();
};
