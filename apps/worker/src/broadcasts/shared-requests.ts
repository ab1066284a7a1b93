import { memberRequest, type NotificationRequest } from '@carillon/domain';
import { findBroadcastRequests, type ClaimedDelivery, type Database } from '@carillon/repositories';

/** Broadcasts under way at once are few; each may hold 256 KiB. */
const MOST_KEPT = 50;

/** What the members' notifications of a broadcast share, remembered by this process. */
export interface SharedRequests {
  /**
   * Deliveries of broadcasts with their whole request; all others as they are. Rejects when PostgreSQL
   * does not answer, and then only what is of a broadcast that is not remembered was in need of it.
   */
  fillIn(claimed: readonly ClaimedDelivery[]): Promise<readonly ClaimedDelivery[]>;
}

export const createSharedRequests = (database: Database): SharedRequests => {
  // In the order in which they were asked for, so that the first is the one to forget.
  const known = new Map<string, NotificationRequest>();

  const learn = async (claimed: readonly ClaimedDelivery[]): Promise<void> => {
    const keys = claimed.flatMap(({ tenantId, request: { broadcast: batchId } }) =>
      batchId === undefined || known.has(batchId) ? [] : [{ tenantId, batchId }],
    );
    if (keys.length === 0) return;
    for (const [batchId, request] of await findBroadcastRequests(database, keys)) {
      known.set(batchId, request);
    }
  };
  const remember = (batchId: string): NotificationRequest | undefined => {
    const request = known.get(batchId);
    if (request === undefined) return undefined;
    known.delete(batchId);
    known.set(batchId, request);
    return request;
  };
  const forget = (): void => {
    for (const batchId of known.keys()) {
      if (known.size <= MOST_KEPT) return;
      known.delete(batchId);
    }
  };

  return {
    fillIn: async (claimed) => {
      if (claimed.every(({ request }) => request.broadcast === undefined)) return claimed;
      await learn(claimed);
      const filled = claimed.map((delivery) => {
        const { broadcast } = delivery.request;
        const shared = broadcast === undefined ? undefined : remember(broadcast);
        if (shared === undefined) return delivery;
        return { ...delivery, request: memberRequest(shared, delivery.request) };
      });
      forget();
      return filled;
    },
  };
};
