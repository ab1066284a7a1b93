import type { Channel } from '@carillon/domain';
import { sql } from 'kysely';

/** One tenant's account of one provider. Secret settings are sealed; only their names are readable. */
export interface ProviderAccountRecord {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly provider: string;
  readonly channels: readonly Channel[];
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** By setting: what `seal` of runtime made of it. */
  readonly sealed: Readonly<Record<string, string>>;
  readonly ratePerSecond: number | null;
  readonly deadlineMs: number | null;
  /** Raised by every change. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const PROVIDER_ACCOUNT_COLUMNS = [
  'id',
  'tenant_id as tenantId',
  'name',
  'provider',
  // The driver knows arrays of text, not those of our own types.
  sql<Channel[]>`channels::text[]`.as('channels'),
  'settings',
  'sealed',
  'rate_per_second as ratePerSecond',
  'deadline_ms as deadlineMs',
  'version',
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const;
