import type { Database } from '../database.ts';

/** Forgets windows that have ended. */
export const cleanCaps = async ({ pool }: Database): Promise<number> =>
  (await pool.query(`DELETE FROM cap_counter WHERE window_ends_at < now() - interval '1 minute'`))
    .rowCount ?? 0;
