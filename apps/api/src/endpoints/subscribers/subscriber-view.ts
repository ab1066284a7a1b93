import type { SubscriberRecord } from '@carillon/repositories';
import { z } from 'zod';
import { deviceSchema } from '../devices/device-schema.ts';

export const subscriberSchema = z
  .strictObject({
    subscriberId: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    name: z.string().nullable(),
    locale: z.string().nullable(),
    timezone: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
    devices: z.array(deviceSchema),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Subscriber' });

/** What a client sees of a subscriber. */
export const subscriberView = (record: SubscriberRecord): z.output<typeof subscriberSchema> => ({
  subscriberId: record.id,
  email: record.email,
  phone: record.phone,
  name: record.name,
  locale: record.locale,
  timezone: record.timezone,
  data: record.data,
  devices: [...record.devices],
  createdAt: record.createdAt.toISOString(),
  updatedAt: record.updatedAt.toISOString(),
});
