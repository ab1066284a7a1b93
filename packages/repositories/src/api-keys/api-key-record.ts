import { sql } from 'kysely';
import type { KeyRateLimit } from './key-rate-limit.ts';

/** One tenant's key, without anything that it could be used with. */
export interface ApiKeyRecord {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  /** The part of the key that tells it from others. */
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly rateLimit: KeyRateLimit | null;
  readonly allowedIps: readonly string[] | null;
  readonly expiresAt: Date | null;
  /** To the minute; null for one that was never used. */
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
  /** `createdAt` as PostgreSQL keeps it, in microseconds: the order of lists. */
  readonly createdMicros: string;
}

/** The columns of a key, under the names of `ApiKeyRecord`. */
export const API_KEY_COLUMNS = [
  'id',
  'tenant_id as tenantId',
  'name',
  'prefix',
  'scopes',
  'rate_limit as rateLimit',
  'allowed_ips as allowedIps',
  'expires_at as expiresAt',
  'last_used_at as lastUsedAt',
  'created_at as createdAt',
  sql<string>`(extract(epoch FROM created_at) * 1000000)::bigint`.as('createdMicros'),
] as const;
