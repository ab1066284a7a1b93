import type { Database } from '../database.ts';

const DELETE = `
WITH used AS (
  SELECT FROM route WHERE tenant_id = $1 AND accounts @> jsonb_build_array(jsonb_build_object('accountId', $2::text))
), gone AS (
  DELETE FROM provider_account WHERE tenant_id = $1 AND id = $2::uuid AND NOT EXISTS (SELECT FROM used)
  RETURNING id
), forgotten AS (
  DELETE FROM circuit c USING gone WHERE c.key = 'account:' || gone.id
)
SELECT EXISTS (SELECT FROM gone) AS gone, EXISTS (SELECT FROM used) AS used`;

/** Deletes an account that no route names any more. */
export const deleteProviderAccount = async (
  { pool }: Database,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<'deleted' | 'in_use' | 'not_found'> => {
  const { rows } = await pool.query<{ gone: boolean; used: boolean }>(DELETE, [tenantId, id]);
  if (rows[0]?.gone === true) return 'deleted';
  return rows[0]?.used === true ? 'in_use' : 'not_found';
};
