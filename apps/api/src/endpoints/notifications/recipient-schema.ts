import { z } from 'zod';
import { addressField } from '../../fields/address-field.ts';
import { localeField, timezoneField } from '../../fields/locale-fields.ts';
import { textField } from '../../fields/text-field.ts';

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
  })
  .meta({ id: 'Recipient' });
