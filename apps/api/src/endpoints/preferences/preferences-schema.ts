import { CHANNELS, isClockTime } from '@carillon/domain';
import { z } from 'zod';
import { timezoneField } from '../../fields/locale-fields.ts';
import { textField } from '../../fields/text-field.ts';

const MAX_CATEGORIES = 200;

const clockField = () =>
  z.string().refine(isClockTime, 'A time of day is expected, from 00:00 to 23:59.');

const quietHoursSchema = z
  .strictObject({
    start: clockField(),
    end: clockField().meta({ description: 'Before start: on the next day.' }),
    timezone: timezoneField()
      .optional()
      .meta({ description: 'Else the subscriber’s, else that of the request, else UTC.' }),
  })
  .refine(({ start, end }) => start !== end, {
    path: ['end'],
    message: 'The end is another time than the start.',
  });

/** What a recipient has decided: `categories` by category and channel, the rest is left open. */
export const preferencesSchema = z
  .strictObject({
    categories: z
      .record(textField(100), z.partialRecord(z.enum(CHANNELS), z.boolean()))
      .refine((all) => Object.keys(all).length <= MAX_CATEGORIES, {
        message: `At most ${MAX_CATEGORIES} categories.`,
      })
      .default({}),
    quietHours: quietHoursSchema.nullable().default(null),
  })
  .meta({ id: 'Preferences' });

export const examplePreferences = {
  categories: { 'product-news': { email: true, sms: false } },
  quietHours: { start: '22:00', end: '07:00', timezone: 'Europe/Vienna' },
};
