import { CHANNELS, EVENT_TYPES } from '@carillon/domain';
import { isCountry } from '@carillon/providers';
import { z } from 'zod';
import { textField } from '../../fields/text-field.ts';
import { retentionChangeSchema, retentionSchema } from './retention-schema.ts';
import { brakeChangeSchema, brakeSchema } from './brake-schema.ts';

const DAY_SECONDS = 86_400;

const maxSegments = z.int().min(1).max(10);
const allowedCountries = z
  .array(z.string().refine(isCountry, 'A country is an ISO 3166 code of two letters, as in GB.'))
  .max(250)
  .nullable()
  .meta({ description: 'Null allows every country.' });

const smsSchema = z.strictObject({
  maxSegments: maxSegments.default(4),
  allowedCountries: allowedCountries.default(null),
});

const capSchema = z.strictObject({
  channel: z.enum(CHANNELS),
  category: textField(100).optional(),
  max: z.int().min(1).max(1_000_000),
  windowSeconds: z
    .int()
    .min(1)
    .max(90 * DAY_SECONDS),
  overflow: z.enum(['defer', 'digest', 'drop']).default('defer'),
});

type CapPlace = Pick<z.output<typeof capSchema>, 'channel' | 'category' | 'windowSeconds'>;

/** Two of the same window would share a counter, and each message would count twice. */
const areApart = (caps: readonly CapPlace[]): boolean =>
  new Set(caps.map((cap) => `${cap.windowSeconds} ${cap.channel} ${cap.category ?? ''}`)).size ===
  caps.length;

const capsSchema = z
  .array(capSchema)
  .max(50)
  .meta({ description: 'How often one recipient is addressed.' });

const eventLogSchema = z
  .array(z.enum(EVENT_TYPES))
  .refine((types) => new Set(types).size === types.length, 'A type is named once.')
  .meta({ description: 'Types of events that `GET /events` shows from now on.' });

/** What a tenant sets for itself, with what holds where it has said nothing. */
export const settingsSchema = z
  .strictObject({
    sms: smsSchema.prefault({}),
    caps: capsSchema.default([]),
    retention: retentionSchema.prefault({}),
    eventLog: eventLogSchema.default([]),
    brake: brakeSchema.prefault({}),
  })
  .meta({ id: 'Settings' });

export const settingsChangeSchema = z
  .strictObject({
    sms: z
      .strictObject({
        maxSegments: maxSegments.optional(),
        allowedCountries: allowedCountries.optional(),
      })
      .optional(),
    caps: capsSchema
      .refine(areApart, 'A channel and category has one cap for a window.')
      .optional(),
    retention: retentionChangeSchema.optional(),
    eventLog: eventLogSchema.optional(),
    brake: brakeChangeSchema.optional(),
  })
  .meta({ id: 'SettingsChange' });

export type TenantSettingsView = z.output<typeof settingsSchema>;

/** A section as it was stored; one that an older version stored otherwise counts as unsaid. */
const sectionOf = <S extends z.ZodType>(schema: S, stored: unknown): z.output<S> => {
  const parsed = schema.safeParse(stored);
  return parsed.success ? parsed.data : schema.parse(undefined);
};

/** Stored settings with their defaults. */
export const settingsView = (stored: Readonly<Record<string, unknown>>): TenantSettingsView => ({
  sms: sectionOf(settingsSchema.shape.sms, stored['sms']),
  caps: sectionOf(settingsSchema.shape.caps, stored['caps']),
  retention: sectionOf(settingsSchema.shape.retention, stored['retention']),
  eventLog: sectionOf(settingsSchema.shape.eventLog, stored['eventLog']),
  brake: sectionOf(settingsSchema.shape.brake, stored['brake']),
});
