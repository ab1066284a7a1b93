import { CHANNELS, type Category } from '@carillon/domain';
import { z } from 'zod';

export const categorySchema = z
  .strictObject({
    key: z.string(),
    name: z.string().nullable(),
    optOut: z.boolean(),
    quietHours: z.boolean(),
    criticalPassesQuietHours: z.boolean(),
    channels: z.record(z.enum(CHANNELS), z.boolean()),
    retentionDays: z.int().nullable(),
  })
  .meta({ id: 'Category' });

export type CategoryView = z.output<typeof categorySchema>;

/** What a client sees of a category: every channel, said or not. */
export const categoryView = (category: Category): CategoryView => {
  const channels = CHANNELS.map((channel) => [channel, category.channels[channel] ?? true]);
  return { ...category, channels: Object.fromEntries(channels) as CategoryView['channels'] };
};
