import type { Database } from '../database.ts';
import { circuitEvents, TOLD_OF_CIRCUIT } from '../events/circuit-events.ts';
import { eventParts } from '../events/event-parts.ts';

// What was held comes back at the rate that was set when it opened, for at least as long as it was held.
const CLOSE = `
WITH closed AS (
  UPDATE circuit c SET state = 'closed', reason = NULL, opened_at = NULL, next_probe_at = NULL,
    probe_until = NULL, blocked_until = NULL, updated_at = now(),
    rate_until = now() + greatest(interval '60 s', now() - c.opened_at)
  WHERE c.key = $1 AND c.state <> 'closed'
  RETURNING ${TOLD_OF_CIRCUIT}
), ${eventParts([circuitEvents('closed')])}
SELECT key FROM closed`;

/** Closes a circuit that was open. True when this call closed it. */
export const closeCircuit = async (database: Database, key: string): Promise<boolean> =>
  (await database.pool.query(CLOSE, [key])).rowCount === 1;

const PROBE_NOW = `UPDATE circuit SET next_probe_at = now(), updated_at = now()
WHERE key = $1 AND state <> 'closed' AND next_probe_at > now()`;

/** Lets the next call through at once: something was changed that may have helped. */
export const probeAtOnce = async (database: Database, key: string): Promise<boolean> =>
  (await database.pool.query(PROBE_NOW, [key])).rowCount === 1;
