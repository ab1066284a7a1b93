import type { Database } from '../database.ts';

/** Which sweep had its turn when: they take turns, the one that waited longest first. */
export const listSweepTurns = async ({ pool }: Database): Promise<ReadonlyMap<string, Date>> => {
  const { rows } = await pool.query<{ key: string; at: Date }>(
    `SELECT tenant_id::text || rule AS key, turn_at AS at FROM retention_sweep`,
  );
  return new Map(rows.map(({ key, at }) => [key, at]));
};
