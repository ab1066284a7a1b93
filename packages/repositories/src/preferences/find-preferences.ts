import type { Preferences } from '@carillon/domain';
import type { Database } from '../database.ts';
import type { SubscriberKey } from '../subscribers/fetch-addresses.ts';

/** What a subscriber has decided; null when there is no such subscriber. */
export const findPreferences = async (
  { kysely }: Database,
  { tenantId, subscriberId }: SubscriberKey,
): Promise<Preferences | null> => {
  const row = await kysely
    .selectFrom('subscriber')
    .leftJoin('preference', (join) =>
      join
        .onRef('preference.tenant_id', '=', 'subscriber.tenant_id')
        .onRef('preference.subscriber_id', '=', 'subscriber.id'),
    )
    .select(['preference.categories', 'preference.quiet_hours as quietHours'])
    .where('subscriber.tenant_id', '=', tenantId)
    .where('subscriber.id', '=', subscriberId)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, categories: row.categories ?? {} };
};
