import type { Database } from '../database.ts';
import { TEMPLATE_COLUMNS, type TemplateRecord } from './template-record.ts';

const LIST = `
SELECT ${TEMPLATE_COLUMNS} FROM template t
WHERE tenant_id = $1 AND deleted_at IS NULL AND ($2::uuid IS NULL OR id < $2)
ORDER BY id DESC LIMIT $3`;

/** A tenant's templates, the newest first, without their sources. */
export const listTemplates = async (
  { pool }: Database,
  page: { readonly tenantId: string; readonly before: string | null; readonly limit: number },
): Promise<TemplateRecord[]> => {
  const values = [page.tenantId, page.before, page.limit];
  return (await pool.query<TemplateRecord>(LIST, values)).rows;
};
