import {
  CHANNELS,
  NOTIFICATION_STATUSES,
  type NotificationRequest,
  notificationStatusOf,
  type PinnedTemplate,
  PRIORITIES,
} from '@carillon/domain';
import type { DeliveryRecord, NotificationRecord } from '@carillon/repositories';
import { z } from 'zod';
import { acceptedAtOf } from './accepted-at-of.ts';
import { deliverySchema, deliveryView } from './delivery-view.ts';

const time = z.iso.datetime();
const object = z.record(z.string(), z.unknown());

const template = z.strictObject({
  key: z.string(),
  version: z.int().meta({ description: 'Chosen when the notification was accepted.' }),
  locale: z.string().nullable(),
  data: object,
});

export const notificationSchema = z
  .strictObject({
    id: z.uuid(),
    status: z.enum(NOTIFICATION_STATUSES),
    channels: z.array(z.enum(CHANNELS)),
    priority: z.enum(PRIORITIES),
    category: z.string(),
    to: object,
    content: object
      .nullable()
      .meta({ description: 'Null with a template, and when its retention is over.' }),
    template: template.nullable(),
    entity: z.strictObject({ type: z.string(), id: z.string() }).nullable(),
    metadata: object.nullable(),
    correlationId: z.string().nullable(),
    batchId: z.uuid().nullable(),
    scheduledAt: time.nullable(),
    expiresAt: time,
    createdAt: time,
    updatedAt: time,
    deliveries: z.array(deliverySchema),
    deduplicated: z.literal(true).optional().meta({
      description:
        'Only where a request is answered with the one that was first with its dedupe key.',
    }),
  })
  .meta({ id: 'Notification' });

export type NotificationView = z.output<typeof notificationSchema>;

const templateView = ({ key, version, locale, data }: PinnedTemplate) => ({
  key,
  version,
  locale: locale ?? null,
  data: { ...data },
});

const requestView = (request: NotificationRequest) => ({
  channels: [...request.channels],
  priority: request.priority,
  category: request.category,
  to: { ...request.to },
  content: request.content === undefined ? null : { ...request.content },
  template: request.template === undefined ? null : templateView(request.template),
  entity: request.entity ?? null,
  metadata: request.metadata ?? null,
  correlationId: request.correlationId ?? null,
});

/** What a client sees of a notification. */
export const notificationView = (
  record: NotificationRecord,
  deliveries: readonly DeliveryRecord[],
): NotificationView => {
  const createdAt = acceptedAtOf(record.id);
  const changes = deliveries.map(({ updatedAt }) => updatedAt.getTime());
  return {
    id: record.id,
    status: notificationStatusOf(deliveries.map(({ status }) => status)),
    ...requestView(record.request),
    batchId: record.batchId,
    scheduledAt: record.scheduledAt?.toISOString() ?? null,
    expiresAt: record.expiresAt.toISOString(),
    createdAt: createdAt.toISOString(),
    updatedAt: new Date(Math.max(createdAt.getTime(), ...changes)).toISOString(),
    deliveries: deliveries.map((delivery) => deliveryView(delivery, record.expiresAt)),
  };
};
