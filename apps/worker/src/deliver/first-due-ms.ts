import { timeOfId } from '@carillon/domain';
import type { ClaimedDelivery } from '@carillon/repositories';

/** When a delivery was first due: as soon as it was accepted, or when it was scheduled for. */
export const firstDueMs = ({
  notificationId,
  request,
}: Pick<ClaimedDelivery, 'notificationId' | 'request'>): number => {
  const acceptedMs = timeOfId(notificationId);
  const { scheduledAt } = request;
  return scheduledAt === undefined ? acceptedMs : Math.max(acceptedMs, Date.parse(scheduledAt));
};
