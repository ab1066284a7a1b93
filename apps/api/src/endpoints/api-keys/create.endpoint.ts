import type { CarillonError } from '@carillon/domain';
import { DEFAULT_TENANT_ID, generateApiKey, insertApiKey } from '@carillon/repositories';
import { z } from 'zod';
import { assertMayGive } from '../../auth/assert-may-give.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { invalidFields } from '../../http/validate.ts';
import { EXAMPLE_KEY_TEXT, exampleKey, exampleKeyInput } from './api-key-example.ts';
import { apiKeyFields } from './api-key-fields.ts';
import { apiKeySchema, apiKeyView } from './api-key-view.ts';

const body = z
  .strictObject({
    name: apiKeyFields.name,
    scopes: apiKeyFields.scopes,
    expiresAt: apiKeyFields.expiresAt.default(null),
    rateLimit: apiKeyFields.rateLimit.default(null),
    allowedIps: apiKeyFields.allowedIps.default(null),
  })
  .meta({ id: 'ApiKeyInput' });

const wrong = (path: string, code: string, message: string): CarillonError =>
  invalidFields([{ path, code, message }]);

/** An admin key is the operator's, of no tenant but the one that he acts for by default. */
const assertFits = (input: z.output<typeof body>, tenantId: string, nowMs: number): void => {
  const at = input.scopes.indexOf('admin');
  if (at >= 0 && tenantId !== DEFAULT_TENANT_ID) {
    throw wrong(`scopes.${at}`, 'not_allowed', 'An admin key is made without X-Tenant-Id.');
  }
  if (input.expiresAt !== null && input.expiresAt.getTime() <= nowMs) {
    throw wrong('expiresAt', 'in_past', 'This must lie in the future.');
  }
};

export const createApiKeyEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api-keys',
  scope: 'keys:write',
  tag: 'Keys and tenants',
  summary: 'Make a key',
  description:
    'It gets scopes that the caller has itself. The key is answered once and kept as a hash.',
  body,
  answersSecrets: true,
  audits: true,
  answers: {
    201: {
      description: 'The key, this once.',
      schema: apiKeySchema.extend({ key: z.string() }).meta({ id: 'NewApiKey' }),
      example: { ...exampleKey, key: EXAMPLE_KEY_TEXT },
    },
  },
  example: { body: exampleKeyInput },
  handle: async ({ services: { database, clock, ids }, caller, body: input, note }) => {
    const { tenantId, scopes } = caller;
    assertMayGive(scopes, input.scopes);
    assertFits(input, tenantId, clock.nowMs());
    const key = generateApiKey();
    const made = await insertApiKey(database, { ...input, id: ids.newId(), tenantId, key });
    note({ keyId: made.id });
    return answer(201, { ...apiKeyView(made), key });
  },
});
