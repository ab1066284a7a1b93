import type { Database } from '../database.ts';

// Once an hour for each tenant, whoever comes first: the letters of those that have their hour already
// are not read again, and one whose first letter comes later in the hour is not passed over.
const COUNT = `
WITH missing AS MATERIALIZED (
  SELECT t.id, this.hour FROM tenant t CROSS JOIN (SELECT date_trunc('hour', now()) AS hour) this
  WHERE NOT EXISTS (SELECT FROM dead_letter_hour h WHERE h.tenant_id = t.id AND h.hour = this.hour)
)
INSERT INTO dead_letter_hour (tenant_id, hour, causes)
SELECT m.id, m.hour, counted.causes
FROM missing m CROSS JOIN LATERAL (
  SELECT jsonb_agg(jsonb_build_object('channel', channel, 'provider', provider, 'code', code,
    'templateKey', template_key, 'templateVersion', template_version, 'n', n)) AS causes
  FROM (SELECT channel, provider, code, template_key, template_version, count(*)::int AS n
    FROM dead_letter WHERE tenant_id = m.id
    GROUP BY channel, provider, code, template_key, template_version) cause
) counted
WHERE counted.causes IS NOT NULL
ORDER BY m.id
ON CONFLICT (tenant_id, hour) DO NOTHING`;

/**
 * Writes down how many dead letters each tenant has whose hour is not written yet. Resolves to how many
 * tenants that were.
 */
export const countHour = async ({ pool }: Database): Promise<number> =>
  (await pool.query(COUNT)).rowCount ?? 0;
