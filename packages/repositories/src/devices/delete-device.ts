import type { Database } from '../database.ts';
import type { SubscriberKey } from '../subscribers/fetch-addresses.ts';

/** Takes a device away from a subscriber. False when he does not have it. */
export const deleteDevice = async (
  { kysely }: Database,
  { tenantId, subscriberId }: SubscriberKey,
  token: string,
): Promise<boolean> => {
  const { numDeletedRows } = await kysely
    .deleteFrom('subscriber_device')
    .where('tenant_id', '=', tenantId)
    .where('subscriber_id', '=', subscriberId)
    .where('token', '=', token)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};
