import { RECOVERY_FACTOR } from '@carillon/domain';
import type { Database } from '../database.ts';
import { circuitEvents, TOLD_OF_CIRCUIT } from '../events/circuit-events.ts';
import { eventParts } from '../events/event-parts.ts';

export interface OpeningCircuit {
  readonly key: string;
  readonly tenantId: string | null;
  readonly accountId: string | null;
  readonly reason: string;
  readonly probeAfterMs: number;
  /**
   * What it will be called at most, each second, once it recovers, by what this process knows of the
   * time before; more where all have sent more.
   */
  readonly ratePerSecond: number;
}

// What comes in is what is accepted in the end, outages and their backlogs included: so of a quarter of an
// hour, or of the part of it in which there were calls, the mean over all processes is the steady rate.
// The process that saw the failures may have started during them.
const STEADY = `SELECT coalesce(sum(calls) FILTER (WHERE outcome = 'accepted'), 0)
    / greatest(extract(epoch FROM now() - min(minute)), 60) AS per_second
  FROM account_outcome WHERE account_id = $3::uuid AND minute > now() - interval '15 minutes'`;

const OPEN = `
WITH steady AS (
  ${STEADY}
), opened AS (
  INSERT INTO circuit AS c (key, tenant_id, account_id, state, reason, opened_at, next_probe_at,
    rate_per_second)
  SELECT $1::text, $2::uuid, $3::uuid, 'open', $4::text, now(), now() + $5::float8 * interval '1 ms',
    greatest($6::float8, $7::float8 * (SELECT coalesce(per_second, 0) FROM steady))
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
  const known = [key, tenantId, accountId, reason, probeAfterMs, ratePerSecond];
  const values = [...known, RECOVERY_FACTOR];
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
