import type { Database } from '../database.ts';

const LEASE = `
UPDATE circuit SET state = 'half_open', probe_until = now() + $2::float8 * interval '1 ms',
  updated_at = now()
WHERE key = $1 AND state <> 'closed' AND next_probe_at <= now()
  AND (probe_until IS NULL OR probe_until <= now())`;

/** Takes the right to make the one call that shows whether the other side is back. */
export const leaseProbe = async (
  database: Database,
  key: string,
  leaseMs: number,
): Promise<boolean> => (await database.pool.query(LEASE, [key, leaseMs])).rowCount === 1;

const RETURN = `
UPDATE circuit SET probe_until = now(), state = 'open', updated_at = now()
WHERE key = $1 AND state = 'half_open'`;

/** Gives that right back unused. */
export const returnProbe = async (database: Database, key: string): Promise<void> => {
  await database.pool.query(RETURN, [key]);
};
