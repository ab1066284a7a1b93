import type { Database } from '../database.ts';
import type { NewVersion } from './new-version.ts';

const ADD = `
WITH raised AS (
  UPDATE template SET newest_version = newest_version + 1, updated_at = now()
  WHERE tenant_id = $2 AND key = $3 AND deleted_at IS NULL
  RETURNING id, newest_version
)
INSERT INTO template_version (id, tenant_id, template_id, version, definition, expanded, rules_version)
SELECT $1, $2, raised.id, raised.newest_version, $4, $5, $6 FROM raised
RETURNING version`;

/** Saves a further version and answers its number; null where there is no such template. */
export const addTemplateVersion = async (
  { pool }: Database,
  version: NewVersion,
): Promise<number | null> => {
  const { rows } = await pool.query<{ version: number }>(ADD, [
    version.id,
    version.tenantId,
    version.key,
    JSON.stringify(version.definition),
    JSON.stringify(version.expanded),
    version.rulesVersion,
  ]);
  return rows[0]?.version ?? null;
};
