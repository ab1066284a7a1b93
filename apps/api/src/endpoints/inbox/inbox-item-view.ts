import { notificationIdOf } from '@carillon/domain';
import type { InboxItemRecord } from '@carillon/repositories';
import { z } from 'zod';

const time = z.iso.datetime();

export const inboxItemSchema = z
  .strictObject({
    id: z.uuid(),
    notificationId: z.uuid(),
    title: z.string().nullable(),
    body: z.string(),
    url: z.string().nullable(),
    data: z.record(z.string(), z.unknown()).nullable(),
    category: z.string(),
    seenAt: time.nullable(),
    readAt: time.nullable(),
    archivedAt: time.nullable(),
    createdAt: time,
  })
  .meta({ id: 'InboxItem' });

/** What a client sees of an inbox item. */
export const inboxItemView = (record: InboxItemRecord): z.output<typeof inboxItemSchema> => ({
  id: record.id,
  notificationId: notificationIdOf(record.deliveryId),
  title: record.title,
  body: record.body,
  url: record.url,
  data: record.data === null ? null : { ...record.data },
  category: record.category,
  seenAt: record.seenAt?.toISOString() ?? null,
  readAt: record.readAt?.toISOString() ?? null,
  archivedAt: record.archivedAt?.toISOString() ?? null,
  createdAt: record.createdAt.toISOString(),
});
