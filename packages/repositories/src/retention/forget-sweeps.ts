import type { Database } from '../database.ts';

const FORGET = `
DELETE FROM retention_sweep s WHERE NOT EXISTS (
  SELECT FROM unnest($1::uuid[], $2::text[]) AS r(tenant_id, rule)
  WHERE r.tenant_id = s.tenant_id AND r.rule = s.rule)`;

/** Forgets how far rules had come that no tenant has any more. */
export const forgetSweeps = async (
  { pool }: Database,
  kept: readonly { readonly tenantId: string; readonly key: string }[],
): Promise<void> => {
  await pool.query(FORGET, [kept.map((k) => k.tenantId), kept.map((k) => k.key)]);
};
