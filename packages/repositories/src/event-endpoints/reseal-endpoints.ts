import type { Database } from '../database.ts';

/** What an endpoint's secrets are kept as. */
export interface SealedEndpoint {
  readonly tenantId: string;
  readonly id: string;
  readonly secret: string;
  readonly previousSecret: string | null;
}

/** Every tenant's endpoints after that id, in the order of their ids: for a walk through all of them. */
export const listSealedEndpoints = async (
  { kysely }: Database,
  { after, limit }: { after: string | null; limit: number },
): Promise<SealedEndpoint[]> => {
  let endpoints = kysely
    .selectFrom('event_endpoint')
    .select(['tenant_id as tenantId', 'id', 'secret', 'previous_secret as previousSecret']);
  if (after !== null) endpoints = endpoints.where('id', '>', after);
  return endpoints.orderBy('id').limit(limit).execute();
};

/** Replaces an endpoint's sealed secrets, if they are still those that were read. */
export const resealEndpoint = async (
  { kysely }: Database,
  read: SealedEndpoint,
  anew: Pick<SealedEndpoint, 'secret' | 'previousSecret'>,
): Promise<boolean> => {
  const { numUpdatedRows } = await kysely
    .updateTable('event_endpoint')
    .set({ secret: anew.secret, previous_secret: anew.previousSecret })
    .where('tenant_id', '=', read.tenantId)
    .where('id', '=', read.id)
    .where('secret', '=', read.secret)
    .where('previous_secret', 'is not distinct from', read.previousSecret)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
};
