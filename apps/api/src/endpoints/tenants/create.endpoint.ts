import { CarillonError } from '@carillon/domain';
import { createTenant, generateApiKey } from '@carillon/repositories';
import { z } from 'zod';
import { TENANT_SCOPES } from '../../auth/scopes.ts';
import { textField } from '../../fields/text-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_KEY_TEXT } from '../api-keys/api-key-example.ts';
import { tenantSchema, tenantView } from './tenant-view.ts';

const NO_LIMITS = { rateLimit: null, allowedIps: null, expiresAt: null };

export const createTenantEndpoint = defineEndpoint({
  method: 'POST',
  path: '/tenants',
  scope: 'admin',
  tag: 'Keys and tenants',
  summary: 'Make a tenant and its first key',
  description:
    'The key has every scope of a tenant, and may make others. It is answered once and kept as a hash.',
  body: z.strictObject({ name: textField(100) }).meta({ id: 'TenantInput' }),
  answersSecrets: true,
  audits: true,
  answers: {
    201: {
      description: 'The tenant, and its key, this once.',
      schema: tenantSchema.extend({ apiKey: z.string() }).meta({ id: 'NewTenant' }),
      example: {
        id: '0198f3a0-7777-7000-8000-00000000be01',
        name: 'Bookshop',
        weight: 1,
        createdAt: '2025-08-31T12:00:24.064Z',
        apiKey: EXAMPLE_KEY_TEXT,
      },
    },
  },
  refusals: ['conflict'],
  example: { body: { name: 'Bookshop' } },
  handle: async ({ services: { database, ids }, body: { name }, note }) => {
    const key = generateApiKey();
    const firstKey = {
      ...NO_LIMITS,
      id: ids.newId(),
      name: 'First key',
      scopes: TENANT_SCOPES,
      key,
    };
    const tenant = await createTenant(database, { id: ids.newId(), name, firstKey });
    if (tenant === null) {
      throw new CarillonError('conflict', 'There is a tenant of that name already.');
    }
    note({ newTenantId: tenant.id });
    return answer(201, { ...tenantView(tenant), apiKey: key });
  },
});
