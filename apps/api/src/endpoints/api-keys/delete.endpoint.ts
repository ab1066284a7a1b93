import { CarillonError } from '@carillon/domain';
import { revokeApiKey } from '@carillon/repositories';
import { assertMayGive } from '../../auth/assert-may-give.ts';
import { idParams } from '../../fields/id-field.ts';
import { NO_CONTENT } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_KEY_ID } from './api-key-example.ts';
import { findOwnKey, noSuchKey } from './find-own-key.ts';

const LAST_ADMIN =
  'It is the last admin key that is good: make another first, or rotate it without a grace.';

export const deleteApiKeyEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api-keys/{id}',
  scope: 'keys:write',
  tag: 'Keys and tenants',
  summary: 'Revoke a key',
  description:
    'Here at once, everywhere within 30 s; with all that it was before a rotation. A key may revoke itself; only an admin key revokes an admin key, and never the last that is good.',
  params: idParams,
  audits: true,
  answers: { 204: { description: 'It is revoked.' } },
  refusals: ['not_found', 'conflict'],
  example: { params: { id: EXAMPLE_KEY_ID } },
  handle: async ({ services: { database, keyRing }, caller, params: { id }, note }) => {
    const { tenantId, scopes } = caller;
    const key = await findOwnKey(database, { tenantId, id });
    const isAdmin = key.scopes.includes('admin');
    if (isAdmin) assertMayGive(scopes, ['admin']);
    const done = await revokeApiKey(database, { tenantId, id }, isAdmin);
    if (done === 'last_admin') throw new CarillonError('conflict', LAST_ADMIN);
    if (done === 'not_found') throw noSuchKey();
    keyRing.forget(id);
    note({ keyId: id });
    return NO_CONTENT;
  },
});
