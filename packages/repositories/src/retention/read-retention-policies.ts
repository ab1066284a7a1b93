import { type KeptCategory, type Retention, retentionIn } from '@carillon/domain';
import type { Database } from '../database.ts';

/** How long a tenant keeps what it has. */
export interface RetentionPolicy {
  readonly tenantId: string;
  readonly retention: Retention;
  /** Those with days of their own. */
  readonly categories: readonly KeptCategory[];
}

const READ = `
SELECT t.id AS "tenantId", coalesce(s.settings, '{}') AS settings, coalesce((
    SELECT json_agg(json_build_object('key', c.key, 'retentionDays', c.retention_days) ORDER BY c.key)
    FROM category c WHERE c.tenant_id = t.id AND c.retention_days IS NOT NULL), '[]') AS categories
FROM tenant t LEFT JOIN tenant_setting s ON s.tenant_id = t.id ORDER BY t.id`;

/** Every tenant's retention, also of those that have said nothing about it. */
export const readRetentionPolicies = async ({ pool }: Database): Promise<RetentionPolicy[]> => {
  const { rows } = await pool.query<
    Omit<RetentionPolicy, 'retention'> & { settings: Record<string, unknown> }
  >(READ);
  return rows.map(({ tenantId, settings, categories }) => {
    return { tenantId, retention: retentionIn(settings), categories };
  });
};
