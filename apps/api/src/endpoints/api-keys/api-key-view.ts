import type { ApiKeyRecord } from '@carillon/repositories';
import { z } from 'zod';
import { apiKeyFields } from './api-key-fields.ts';

export const apiKeySchema = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string().meta({ description: 'How the key begins: enough to tell it from others.' }),
    scopes: z.array(z.string()),
    rateLimit: apiKeyFields.rateLimit,
    allowedIps: z.array(z.string()).nullable(),
    expiresAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable().meta({ description: 'To the minute.' }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'ApiKey' });

/** What every key begins with, before the part that is its own. */
const BEGINNING = 'cln_live_';

/** A key as its tenant may see it: nothing of its secret. */
export const apiKeyView = (key: ApiKeyRecord) => ({
  id: key.id,
  name: key.name,
  prefix: BEGINNING + key.prefix,
  scopes: key.scopes,
  rateLimit: key.rateLimit,
  allowedIps: key.allowedIps,
  expiresAt: key.expiresAt?.toISOString() ?? null,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  createdAt: key.createdAt.toISOString(),
});
