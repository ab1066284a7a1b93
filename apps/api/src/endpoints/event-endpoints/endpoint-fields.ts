import { EVENT_TYPES } from '@carillon/domain';
import { z } from 'zod';
import { textField } from '../../fields/text-field.ts';

/** What can be said about an endpoint. */
export const endpointFields = {
  url: z.string().min(1).meta({
    description: 'Where events are posted to: an https URL that leads to no private network.',
    format: 'uri',
  }),
  types: z
    .array(z.enum(EVENT_TYPES))
    .min(1)
    .refine((list) => new Set(list).size === list.length, 'A type is named once.')
    .meta({ description: 'What it is told of.' }),
  description: textField(500).nullable(),
};
