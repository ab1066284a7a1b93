import type { Database } from '../database.ts';

const CLAIM = `
INSERT INTO chore AS c (name, next_run_at) VALUES ($1, now() + $2 * interval '1 ms')
ON CONFLICT (name) DO UPDATE SET next_run_at = excluded.next_run_at WHERE c.next_run_at <= now()
RETURNING name`;

/**
 * Takes a chore's next run for this process: true for exactly one caller per interval. Nothing is
 * held while it runs, so a process that freezes or dies only costs its own pass.
 */
export const claimRun = async (
  database: Database,
  name: string,
  intervalMs: number,
): Promise<boolean> => (await database.pool.query(CLAIM, [name, intervalMs])).rowCount === 1;
