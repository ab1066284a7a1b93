import type { Channel } from '@carillon/domain';
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { SuppressionRecord } from './suppression-record.ts';

export interface SuppressionQuery {
  readonly tenantId: string;
  readonly channel: Channel | null;
  readonly address: string | null;
  /** The place of the last one seen. */
  readonly after: SuppressionPlace | null;
  readonly limit: number;
}

/** Where a suppression stands in the list, by microseconds since 1970. */
export interface SuppressionPlace {
  readonly micros: string;
  readonly id: string;
}

export type ListedSuppression = SuppressionRecord & { readonly place: SuppressionPlace };

const MICROS = sql<string>`(extract(epoch FROM created_at) * 1000000)::bigint::text`;
// One text that is different for each: list order within the same microsecond.
const PLACE = sql<string>`md5(channel::text || ' ' || address_key || ' ' || category)`;

/** A tenant's suppressions that are in force, the newest first. */
export const listSuppressions = async (
  { kysely }: Database,
  { tenantId, channel, address, after, limit }: SuppressionQuery,
): Promise<ListedSuppression[]> => {
  let query = kysely
    .selectFrom('suppression')
    .select(['channel', 'address', 'reason', 'until', 'created_at as createdAt'])
    .select(sql<string | null>`nullif(category, '')`.as('category'))
    .select([MICROS.as('micros'), PLACE.as('id')])
    .where('tenant_id', '=', tenantId)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', sql<Date>`now()`)]));
  if (channel !== null) query = query.where('channel', '=', channel);
  if (address !== null) query = query.where('address_key', '=', sql<string>`lower(${address})`);
  if (after !== null) {
    const at = sql`to_timestamp(${after.micros}::numeric / 1000000)`;
    query = query.where(sql<boolean>`(created_at, ${PLACE}) < (${at}, ${after.id})`);
  }
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy(PLACE, 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ micros, id, ...rest }) => ({ ...rest, place: { micros, id } }));
};
