import { SECRET_OVERLAP_MS } from '@carillon/domain';
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { EventEndpointKey } from './event-endpoint-record.ts';

/** Puts a sealed secret in the place of another, which signs beside it for 24 h; false without such an endpoint. */
export const rotateEventSecret = async (
  { kysely }: Database,
  { tenantId, id, secret }: EventEndpointKey & { readonly secret: string },
): Promise<boolean> => {
  const { numUpdatedRows } = await kysely
    .updateTable('event_endpoint')
    .set({
      secret,
      previous_secret: sql`secret`,
      previous_until: sql`now() + ${SECRET_OVERLAP_MS} * interval '1 ms'`,
      updated_at: sql`now()`,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
};
