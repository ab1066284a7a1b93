import type { Database } from '../database.ts';
import type { TemplateKey } from './find-template.ts';

const PUBLISH = `
WITH published AS (
  UPDATE template t SET published_version = $3, updated_at = now()
  WHERE tenant_id = $1 AND key = $2 AND deleted_at IS NULL
    AND EXISTS (SELECT FROM template_version v WHERE v.tenant_id = $1 AND v.template_id = t.id AND v.version = $3)
  RETURNING id
)
SELECT EXISTS (SELECT FROM published) AS published,
  EXISTS (SELECT FROM template WHERE tenant_id = $1 AND key = $2 AND deleted_at IS NULL) AS known`;

/** Makes a version the one that requests without a version get, from now on. */
export const publishTemplate = async (
  { pool }: Database,
  { tenantId, key, version }: TemplateKey & { readonly version: number },
): Promise<'published' | 'no_version' | 'no_template'> => {
  const { rows } = await pool.query<{ published: boolean; known: boolean }>(PUBLISH, [
    tenantId,
    key,
    version,
  ]);
  if (rows[0]?.published === true) return 'published';
  return rows[0]?.known === true ? 'no_version' : 'no_template';
};
