import { z } from 'zod';
import { addressField } from '../../fields/address-field.ts';
import { localeField, timezoneField } from '../../fields/locale-fields.ts';
import { textField } from '../../fields/text-field.ts';
import { topicKeyField } from '../../fields/topic-key-field.ts';

/** Who is to hear it: what its channels need. A webhook's URL is checked with the egress policy. */
export const recipientSchema = z
  .strictObject({
    email: addressField('email').optional().meta({ format: 'email' }),
    phone: addressField('sms').optional().meta({ description: 'E.164.' }),
    pushToken: addressField('push').optional(),
    webhookUrl: z.string().optional().meta({ format: 'uri' }),
    subscriberId: addressField('in_app').optional(),
    name: textField(255).optional(),
    locale: localeField().optional(),
    timezone: timezoneField().optional(),
    topic: topicKeyField().optional().meta({ description: 'Alone: everybody who hears it now.' }),
  })
  .refine((to) => to.topic === undefined || Object.keys(to).length === 1, {
    path: ['topic'],
    message: 'A topic stands alone: its members are who hears it.',
  })
  .meta({ id: 'Recipient' });
