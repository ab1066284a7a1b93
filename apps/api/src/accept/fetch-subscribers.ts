import { type Database, fetchAddresses, type SubscriberAddresses } from '@carillon/repositories';
import type { AcceptEntry } from './accept-entry.ts';

/** What is known of the subscribers that a flush names, by `subscriberName`. */
export type Subscribers = ReadonlyMap<string, SubscriberAddresses>;

export const subscriberName = (tenantId: string, id: string): string => `${tenantId} ${id}`;

/** One query for all subscribers that the entries name. */
export const fetchSubscribers = async (
  database: Database,
  entries: readonly AcceptEntry[],
): Promise<Subscribers> => {
  const keys = entries.flatMap(({ tenantId, drafts }) =>
    drafts.flatMap(({ request: { to, channels } }) =>
      to.subscriberId === undefined
        ? []
        : [{ tenantId, subscriberId: to.subscriberId, push: channels.includes('push') }],
    ),
  );
  const found = await fetchAddresses(database, keys);
  return new Map(found.map((s) => [subscriberName(s.tenantId, s.subscriberId), s]));
};
