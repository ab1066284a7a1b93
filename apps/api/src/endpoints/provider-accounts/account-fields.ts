import { CHANNELS, CarillonError } from '@carillon/domain';
import type { ProviderDefinition } from '@carillon/providers';
import { z } from 'zod';
import { textField } from '../../fields/text-field.ts';

/** From about one call in a quarter of an hour. */
const [MIN_RATE, MAX_RATE] = [0.001, 100_000];
const [MIN_DEADLINE_MS, MAX_DEADLINE_MS] = [100, 60_000];

/** What can be said about an account, beside its provider. */
export const accountFields = {
  name: textField(100),
  channels: z
    .array(z.enum(CHANNELS))
    .min(1)
    .refine((list) => new Set(list).size === list.length, 'A channel is named once.')
    .meta({ description: 'All that the provider serves when left out.' }),
  ratePerSecond: z
    .number()
    .min(MIN_RATE)
    .max(MAX_RATE)
    .nullable()
    .meta({ description: 'Most calls a second; null for as many as there are.' }),
  deadlineMs: z
    .int()
    .min(MIN_DEADLINE_MS)
    .max(MAX_DEADLINE_MS)
    .nullable()
    .meta({ description: 'A call that takes longer is given up; 10,000 by default.' }),
};

/** The channels asked for, if the provider serves them all; throws 400 otherwise. */
export const servedChannels = (
  definition: ProviderDefinition,
  channels: readonly ProviderDefinition['channels'][number][],
) => {
  const errors = channels.flatMap((channel, i) =>
    definition.channels.includes(channel)
      ? []
      : [
          {
            path: `channels.${i}`,
            code: 'not_served',
            message: `${definition.name} does not serve ${channel}.`,
          },
        ],
  );
  if (errors.length === 0) return channels;
  throw new CarillonError('validation_failed', 'The provider does not serve a channel.', {
    errors,
  });
};
