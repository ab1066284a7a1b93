import type pg from 'pg';
import type { Day } from './day.ts';

const IS_NEEDED = `
SELECT EXISTS (SELECT FROM dead_letter WHERE delivery_id >= $1 AND delivery_id < $2)
  OR EXISTS (SELECT FROM delivery WHERE dispatch_id IS NULL AND id >= $1 AND id < $2) AS needed`;

/**
 * Whether a dead letter points into a day, or a delivery of it waits to be dispatched. Two indexes tell
 * at once; only a dead letter lets something of a day that is over begin anew.
 */
export const isDayNeeded = async (
  client: Pick<pg.PoolClient, 'query'>,
  { low, high }: Day,
): Promise<boolean> => {
  const { rows } = await client.query<{ needed: boolean }>(IS_NEEDED, [low, high]);
  return rows[0]?.needed !== false;
};
