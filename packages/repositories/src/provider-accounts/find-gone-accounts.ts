import type { Database } from '../database.ts';

/** An account of a tenant. */
export interface AccountKey {
  readonly tenantId: string;
  readonly id: string;
}

const FIND = `
SELECT k.id FROM unnest($1::uuid[], $2::uuid[]) AS k(tenant_id, id)
WHERE NOT EXISTS (SELECT FROM provider_account a WHERE a.tenant_id = k.tenant_id AND a.id = k.id)`;

/** Which of these accounts have been deleted. */
export const findGoneAccounts = async (
  { pool }: Database,
  keys: readonly AccountKey[],
): Promise<string[]> => {
  if (keys.length === 0) return [];
  const values = [keys.map((k) => k.tenantId), keys.map((k) => k.id)];
  return (await pool.query<{ id: string }>(FIND, values)).rows.map(({ id }) => id);
};
