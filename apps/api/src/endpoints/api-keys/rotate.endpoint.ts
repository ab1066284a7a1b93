import { CarillonError } from '@carillon/domain';
import { generateApiKey, rotateApiKey } from '@carillon/repositories';
import { z } from 'zod';
import { assertMayGive } from '../../auth/assert-may-give.ts';
import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_KEY_ID, EXAMPLE_KEY_TEXT } from './api-key-example.ts';
import { findOwnKey, noSuchKey } from './find-own-key.ts';

const DEFAULT_GRACE_SECONDS = 3_600;
const MAX_GRACE_SECONDS = 30 * 86_400;

const body = z
  .strictObject({
    graceSeconds: z
      .int()
      .min(0)
      .max(MAX_GRACE_SECONDS)
      .default(DEFAULT_GRACE_SECONDS)
      .meta({ description: 'How long the old key still works; 0 ends it at once.' }),
  })
  .prefault({});

export const rotateApiKeyEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api-keys/{id}/rotate',
  scope: 'keys:write',
  tag: 'Keys and tenants',
  summary: 'Replace a key by a new one with the same id and rights',
  description:
    'Until the grace ends both work; a second rotation never makes the grace of earlier ones longer. A key may rotate itself. The key is answered once and kept as a hash.',
  params: idParams,
  body,
  bodyIsOptional: true,
  answersSecrets: true,
  audits: true,
  answers: {
    200: {
      description: 'The new key, this once.',
      schema: z.strictObject({ key: z.string() }),
      example: { key: EXAMPLE_KEY_TEXT },
    },
  },
  refusals: ['not_found', 'conflict'],
  example: { params: { id: EXAMPLE_KEY_ID }, body: { graceSeconds: 600 } },
  handle: async ({ services, caller, params: { id }, body: { graceSeconds }, note }) => {
    const { database, keyRing, clock } = services;
    const { tenantId, scopes } = caller;
    const old = await findOwnKey(database, { tenantId, id });
    assertMayGive(scopes, old.scopes);
    if (old.expiresAt !== null && old.expiresAt.getTime() <= clock.nowMs()) {
      throw new CarillonError('conflict', 'The key has expired: make a new one.');
    }
    const key = generateApiKey();
    const rotated = await rotateApiKey(database, { tenantId, id }, { key, graceSeconds });
    if (!rotated) throw noSuchKey();
    keyRing.forget(id);
    note({ keyId: id });
    return answer(200, { key });
  },
});
