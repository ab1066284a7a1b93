import type { Channel } from '@carillon/domain';
import type { Database } from '../database.ts';

/** How often one recipient may be addressed in a window. */
export interface CapDraw {
  readonly tenantId: string;
  readonly channel: Channel;
  /** Empty: all categories together. */
  readonly category: string;
  readonly address: string;
  readonly windowSeconds: number;
  readonly max: number;
}

// Windows are fixed, counted from the epoch, so that every process means the same one.
const TAKE = `
WITH w AS (
  SELECT to_timestamp((floor(extract(epoch FROM now()) / $5) + 1) * $5) AS ends_at
), taken AS (
  INSERT INTO cap_counter AS c (tenant_id, channel, category, address_key, window_seconds,
    window_ends_at, used)
  SELECT $1, $2, $3, lower($4), $5, ends_at, 1 FROM w
  ON CONFLICT (tenant_id, channel, category, address_key, window_seconds, window_ends_at)
    DO UPDATE SET used = c.used + 1 WHERE c.used < $6
  RETURNING used
)
SELECT EXISTS (SELECT FROM taken) AS taken,
  ceil(extract(epoch FROM ends_at - now()) * 1000)::float8 AS wait_ms FROM w`;

/** Counts one message; answers 0, or how many ms it is until there is room again. */
export const takeFromCap = async ({ pool }: Database, draw: CapDraw): Promise<number> => {
  const { tenantId, channel, category, address, windowSeconds, max } = draw;
  const { rows } = await pool.query<{ taken: boolean; wait_ms: number }>({
    name: 'take-from-cap',
    text: TAKE,
    values: [tenantId, channel, category, address, windowSeconds, max],
  });
  return rows[0]?.taken === true ? 0 : (rows[0]?.wait_ms ?? 0);
};

/** Forgets windows that have ended. */
export const cleanCaps = async ({ pool }: Database): Promise<number> =>
  (await pool.query(`DELETE FROM cap_counter WHERE window_ends_at < now() - interval '1 minute'`))
    .rowCount ?? 0;
