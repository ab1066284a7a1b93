import { notificationIdFrom, ownRequest, PRIORITY_RANK, timeOfId } from '@carillon/domain';
import type {
  AcceptedNotification,
  OpenBroadcast,
  SubscriberAddresses,
} from '@carillon/repositories';
import type { Clock } from '@carillon/runtime';
import { v7 as uuidv7 } from 'uuid';
import { planAllowed } from './plan-allowed.ts';

/**
 * A notification for each of these members of a broadcast, due now. Who lacks an address of a channel
 * gets a suppressed delivery for it. Ids are younger than the batch's, whatever the clocks say: that is
 * how a batch's notifications are found.
 */
export const planMembers = (
  broadcast: OpenBroadcast,
  members: readonly SubscriberAddresses[],
  clock: Clock,
): AcceptedNotification[] => {
  const { batchId, request: shared, settings } = broadcast;
  const now = clock.now();
  const msecs = Math.max(now.getTime(), timeOfId(batchId) + 1);
  return members.map((known): AcceptedNotification => {
    const { subscriberId, locale } = known;
    const id = notificationIdFrom(uuidv7({ msecs }));
    const own = ownRequest(shared, { subscriberId, batchId, locale });
    const context = { notificationId: id, dueAt: now, now, known, settings };
    return {
      id,
      request: JSON.stringify(own),
      rank: PRIORITY_RANK[shared.priority],
      category: shared.category,
      entityType: shared.entity?.type ?? null,
      entityId: shared.entity?.id ?? null,
      correlationId: shared.correlationId ?? null,
      scheduledAt: broadcast.scheduledAt,
      expiresAt: broadcast.expiresAt,
      collapseKey: shared.collapseKey,
      deliveries: planAllowed({ ...shared, to: own.to }, context),
    };
  });
};
