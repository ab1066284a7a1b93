import type { Database } from '../database.ts';
import { plainArray, textArray } from '../sql/arrays.ts';
import type { CapDraw } from './cap-draw.ts';

/** How much of a window at an instant a recipient has had. */
export interface CapUsage {
  readonly used: number;
  readonly windowEndsAt: Date;
}

const READ = `
SELECT coalesce(c.used, 0) AS used, w.ends_at AS "windowEndsAt"
FROM unnest($2::text[], $3::text[], $4::text[], $5::int[]) WITH ORDINALITY
    AS d(channel, category, address, window_seconds, no)
  CROSS JOIN LATERAL (SELECT to_timestamp(
    (floor(extract(epoch FROM $6::timestamptz) / d.window_seconds) + 1) * d.window_seconds) AS ends_at) w
  LEFT JOIN cap_counter c ON c.tenant_id = $1 AND c.channel = d.channel::channel
    AND c.category = d.category AND c.address_key = lower(d.address)
    AND c.window_seconds = d.window_seconds AND c.window_ends_at = w.ends_at
ORDER BY d.no`;

/** Looks at the counters that these draws would be counted in at an instant; takes nothing. */
export const readCapUsage = async (
  { pool }: Database,
  { tenantId, draws, at }: { tenantId: string; draws: readonly CapDraw[]; at: Date },
): Promise<CapUsage[]> => {
  if (draws.length === 0) return [];
  const values = [
    tenantId,
    plainArray(draws.map((d) => d.channel)),
    textArray(draws.map((d) => d.category)),
    textArray(draws.map((d) => d.address)),
    plainArray(draws.map((d) => d.windowSeconds)),
    at,
  ];
  return (await pool.query<CapUsage>(READ, values)).rows;
};
