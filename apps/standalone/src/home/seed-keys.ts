import { seedApiKey } from '@carillon/repositories';
import type { Secrets } from './keep-secrets.ts';

const AREAS = [
  'notifications',
  'templates',
  'subscribers',
  'dead_letters',
  'providers',
  'events',
  'keys',
  'settings',
];

/** Every scope of a tenant (API.md): write implies read. */
const TENANT_SCOPES = [...AREAS.map((area) => `${area}:write`), 'audit:read', 'metrics:read'];

/** Stores the data folder's two keys: the tenant `default`'s, and the administrator's. */
export const seedKeys = async (databaseUrl: string, secrets: Secrets): Promise<void> => {
  await seedApiKey(databaseUrl, { key: secrets.apiKey, name: 'standalone', scopes: TENANT_SCOPES });
  await seedApiKey(databaseUrl, {
    key: secrets.adminKey,
    name: 'standalone admin',
    scopes: ['admin'],
  });
};
