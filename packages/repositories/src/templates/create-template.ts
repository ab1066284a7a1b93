import type { Database } from '../database.ts';
import type { NewVersion } from './new-version.ts';
import { TEMPLATE_COLUMNS, type TemplateRecord } from './template-record.ts';

const CREATE = `
WITH t AS (
  INSERT INTO template AS t (id, tenant_id, key) VALUES ($1, $2, $3)
  ON CONFLICT (tenant_id, key) WHERE deleted_at IS NULL DO NOTHING
  RETURNING ${TEMPLATE_COLUMNS}
), first AS (
  INSERT INTO template_version (id, tenant_id, template_id, version, definition, expanded, rules_version)
  SELECT $4, $2, t.id, 1, $5, $6, $7 FROM t
)
SELECT * FROM t`;

/** Stores a template with its first version; null where there is one of that key already. */
export const createTemplate = async (
  { pool }: Database,
  templateId: string,
  version: NewVersion,
): Promise<TemplateRecord | null> => {
  const { rows } = await pool.query<TemplateRecord>(CREATE, [
    templateId,
    version.tenantId,
    version.key,
    version.id,
    JSON.stringify(version.definition),
    JSON.stringify(version.expanded),
    version.rulesVersion,
  ]);
  return rows[0] ?? null;
};
