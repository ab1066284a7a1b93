import type { Database } from '../database.ts';
import { circuitEvents, TOLD_OF_CIRCUIT } from '../events/circuit-events.ts';
import { eventParts } from '../events/event-parts.ts';

export interface OpeningCircuit {
  readonly key: string;
  readonly tenantId: string | null;
  readonly accountId: string | null;
  readonly reason: string;
  readonly probeAfterMs: number;
  /** What it will be called at most, each second, once it recovers. */
  readonly ratePerSecond: number;
}

const OPEN = `
WITH opened AS (
  INSERT INTO circuit AS c (key, tenant_id, account_id, state, reason, opened_at, next_probe_at,
    rate_per_second)
  VALUES ($1, $2, $3, 'open', $4, now(), now() + $5::float8 * interval '1 ms', $6)
  ON CONFLICT (key) DO UPDATE SET state = 'open', reason = excluded.reason, opened_at = now(),
    next_probe_at = excluded.next_probe_at, probe_until = NULL, rate_until = NULL,
    rate_per_second = excluded.rate_per_second, updated_at = now()
  WHERE c.state = 'closed'
  RETURNING ${TOLD_OF_CIRCUIT}
), ${eventParts([circuitEvents('opened')])}
SELECT key FROM opened`;

/** Opens a circuit that is closed. True when this call opened it: one of many that saw the failures. */
export const openCircuit = async (
  database: Database,
  { key, tenantId, accountId, reason, probeAfterMs, ratePerSecond }: OpeningCircuit,
): Promise<boolean> => {
  const values = [key, tenantId, accountId, reason, probeAfterMs, ratePerSecond];
  const { rowCount } = await database.pool.query(OPEN, values);
  return rowCount === 1;
};

const REOPEN = `
UPDATE circuit SET state = 'open', reason = $2, probe_until = NULL, updated_at = now(),
  next_probe_at = now() + $3::float8 * interval '1 ms'
WHERE key = $1 AND state = 'half_open'`;

/** The probe has failed: the circuit holds for another while. */
export const reopenCircuit = async (
  database: Database,
  { key, reason, probeAfterMs }: Pick<OpeningCircuit, 'key' | 'reason' | 'probeAfterMs'>,
): Promise<boolean> =>
  (await database.pool.query(REOPEN, [key, reason, probeAfterMs])).rowCount === 1;
