import { sql } from 'kysely';

/** Whose everything is. */
export interface TenantRecord {
  readonly id: string;
  readonly name: string;
  /** Its part of a saturated channel: one of weight 2 gets twice what one of weight 1 gets. */
  readonly weight: number;
  readonly createdAt: Date;
  /** `createdAt` as PostgreSQL keeps it, in microseconds: the order of lists. */
  readonly createdMicros: string;
}

/** The columns of a tenant, under the names of `TenantRecord`. */
export const TENANT_COLUMNS = [
  'id',
  'name',
  'weight',
  'created_at as createdAt',
  sql<string>`(extract(epoch FROM created_at) * 1000000)::bigint`.as('createdMicros'),
] as const;
