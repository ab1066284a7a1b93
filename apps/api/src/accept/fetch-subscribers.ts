import { type Database, fetchAddresses, type SubscriberAddresses } from '@carillon/repositories';
import type { Asking } from './accept-entry.ts';

/** Whom a request of a tenant names; null where there is nobody of that name, or nobody was named. */
export type SubscriberOf = (tenantId: string, id: string | undefined) => SubscriberAddresses | null;

const nameOf = (tenantId: string, id: string): string => `${tenantId} ${id}`;

/** One query for all subscribers that the entries name; none where nobody is named. */
export const fetchSubscribers = async (
  database: Database,
  entries: readonly Asking[],
): Promise<SubscriberOf> => {
  const keys = entries.flatMap(({ tenantId, drafts }) =>
    drafts.flatMap(({ request: { to, channels } }) => {
      if (to.subscriberId === undefined) return [];
      // Without channels a template names them, perhaps push.
      const push = channels.length === 0 || channels.includes('push');
      return [{ tenantId, subscriberId: to.subscriberId, push }];
    }),
  );
  const found = await fetchAddresses(database, keys);
  const subscribers = new Map(found.map((s) => [nameOf(s.tenantId, s.subscriberId), s]));
  return (tenantId, id) =>
    id === undefined ? null : (subscribers.get(nameOf(tenantId, id)) ?? null);
};
