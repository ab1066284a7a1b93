import { z } from 'zod';
import { SCOPES } from '../../auth/scopes.ts';
import { allowedIpsField } from '../../fields/allowed-ips-field.ts';
import { textField } from '../../fields/text-field.ts';
import { timeField } from '../../fields/time-field.ts';

/** From one request in a minute and a half, to more than one process answers. */
const [MIN_RATE, MAX_RATE] = [0.01, 100_000];
const MAX_BURST = 1_000_000;

/** What can be said about a key. */
export const apiKeyFields = {
  name: textField(100),
  scopes: z
    .array(z.enum(SCOPES))
    .min(1)
    .refine((list) => new Set(list).size === list.length, 'A scope is named once.')
    .meta({ description: 'Write implies read, `admin` implies all.' }),
  expiresAt: timeField().nullable(),
  rateLimit: z
    .strictObject({
      perSecond: z.number().min(MIN_RATE).max(MAX_RATE),
      burst: z.int().min(1).max(MAX_BURST),
    })
    .nullable()
    .meta({ description: 'Most requests, in place of what holds for every key.' }),
  allowedIps: allowedIpsField()
    .nullable()
    .meta({ description: 'Where the key may be used from; null for everywhere.' }),
};
