import type { Database } from '../database.ts';

// Once an hour, whoever comes first: the table is read only when nobody has written this hour yet.
const COUNT = `
WITH this AS (SELECT date_trunc('hour', now()) AS hour), counted AS (
  SELECT tenant_id, channel, provider, code, template_key, template_version, count(*)::int AS n
  FROM dead_letter
  WHERE NOT EXISTS (SELECT FROM dead_letter_hour h, this WHERE h.hour = this.hour)
  GROUP BY tenant_id, channel, provider, code, template_key, template_version
)
INSERT INTO dead_letter_hour (tenant_id, hour, causes)
SELECT tenant_id, (SELECT hour FROM this), jsonb_agg(jsonb_build_object('channel', channel,
  'provider', provider, 'code', code, 'templateKey', template_key,
  'templateVersion', template_version, 'n', n))
FROM counted GROUP BY tenant_id
ON CONFLICT (tenant_id, hour) DO NOTHING`;

/** Writes down how many dead letters each tenant has in this hour. Resolves to how many have any. */
export const countHour = async ({ pool }: Database): Promise<number> =>
  (await pool.query(COUNT)).rowCount ?? 0;
