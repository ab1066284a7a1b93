import type { Database } from '../database.ts';

export interface CallBlock {
  readonly key: string;
  readonly tenantId: string | null;
  readonly accountId: string | null;
  readonly forMs: number;
  /** What it seems to bear, calls a second; null leaves the rate as it is. */
  readonly ratePerSecond: number | null;
  readonly rateForMs: number;
}

const BLOCK = `
INSERT INTO circuit AS c (key, tenant_id, account_id, blocked_until, rate_per_second, rate_until)
VALUES ($1, $2, $3, now() + $4::float8 * interval '1 ms', $5,
  CASE WHEN $5::float8 IS NULL THEN NULL ELSE now() + $6::float8 * interval '1 ms' END)
ON CONFLICT (key) DO UPDATE SET updated_at = now(),
  blocked_until = greatest(c.blocked_until, excluded.blocked_until),
  rate_per_second = CASE WHEN c.state = 'closed' THEN coalesce(excluded.rate_per_second, c.rate_per_second)
    ELSE c.rate_per_second END,
  rate_until = CASE WHEN c.state = 'closed' THEN greatest(c.rate_until, excluded.rate_until)
    ELSE c.rate_until END`;

/** The other side asked for silence: nobody calls it until then, and afterwards with care. */
export const blockCalls = async (database: Database, block: CallBlock): Promise<void> => {
  const { key, tenantId, accountId, forMs, ratePerSecond, rateForMs } = block;
  const values = [key, tenantId, accountId, forMs, ratePerSecond, rateForMs];
  await database.pool.query(BLOCK, values);
};
