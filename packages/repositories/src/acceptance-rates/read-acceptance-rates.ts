import type { Pace } from '@carillon/domain';
import type { Database } from '../database.ts';

// The minute before counts by as much of it as lies within the last sixty seconds.
const READ = `
SELECT tenant_id AS "tenantId", baseline AS "baselinePerMinute",
  CASE minute WHEN date_trunc('minute', now()) THEN offered + previous * share
    WHEN date_trunc('minute', now()) - interval '1 minute' THEN offered * share ELSE 0
  END::float8 AS "perMinute"
FROM acceptance_rate, (SELECT 1 - extract(second FROM now()) / 60 AS share) s
WHERE tenant_id = ANY ($1::uuid[])`;

/** What these tenants have asked for lately, of all processes; one of whom nothing is known is left out. */
export const readAcceptanceRates = async (
  { pool }: Database,
  tenantIds: readonly string[],
): Promise<Map<string, Pace>> => {
  if (tenantIds.length === 0) return new Map();
  const { rows } = await pool.query<Pace & { tenantId: string }>({
    name: 'read-acceptance-rates',
    text: READ,
    values: [tenantIds],
  });
  return new Map(rows.map(({ tenantId, ...pace }) => [tenantId, pace]));
};
