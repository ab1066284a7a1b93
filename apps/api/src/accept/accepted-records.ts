import { timeOfId } from '@carillon/domain';
import type { DeliveryRecord } from '@carillon/repositories';
import type { NotificationRecords } from './judged.ts';
import type { PlannedDelivery, PlannedNotification } from './plan-notification.ts';

const toDelivery = (planned: PlannedDelivery, acceptedAt: Date): DeliveryRecord => ({
  id: planned.id,
  channel: planned.channel,
  address: planned.address,
  status: planned.status,
  attempts: 0,
  maxAttempts: planned.maxAttempts,
  dueAt: planned.dueAt,
  sentAt: null,
  deliveredAt: null,
  updatedAt: acceptedAt,
  provider: null,
  providerMessageId: null,
  lastOutcome: null,
  lastCode: planned.code ?? null,
  lastMessage: null,
});

/** A planned notification as it will be read back: the answer is made before the commit. */
export const acceptedRecords = (planned: PlannedNotification): NotificationRecords => ({
  record: {
    id: planned.id,
    batchId: null,
    scheduledAt: planned.scheduledAt,
    expiresAt: planned.expiresAt,
    request: planned.draft.request,
  },
  deliveries: planned.deliveries.map((d) => toDelivery(d, new Date(timeOfId(planned.id)))),
});
