import type { Database } from '../database.ts';
import type { TemplateKey } from './find-template.ts';

/**
 * Marks a template as deleted: nothing more is accepted with it and its key is free. Its versions stay,
 * so that what was accepted before is sent as it was meant. False where there is none.
 */
export const deleteTemplate = async (
  { pool }: Database,
  { tenantId, key }: TemplateKey,
): Promise<boolean> => {
  const { rowCount } = await pool.query(
    'UPDATE template SET deleted_at = now() WHERE tenant_id = $1 AND key = $2 AND deleted_at IS NULL',
    [tenantId, key],
  );
  return rowCount === 1;
};
