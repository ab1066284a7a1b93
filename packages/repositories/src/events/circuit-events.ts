import { isoTime } from './iso-time.ts';

/** What a part that opens or closes `circuit c` has to RETURN, so that its events can be told. */
export const TOLD_OF_CIRCUIT =
  'c.tenant_id, c.key, c.account_id, c.state, c.reason, c.next_probe_at';

/** A source of `eventParts`: circuits that have opened or closed. A host's is nobody's in particular. */
export const circuitEvents = (changed: string): string => `SELECT 1 AS rank, tenant_id,
    CASE state WHEN 'closed' THEN 'provider_account.circuit_closed'
      ELSE 'provider_account.circuit_opened' END AS type,
    account_id AS subject, jsonb_build_object('accountId', account_id, 'circuit', key, 'state', state,
      'reason', reason, 'nextProbeAt', ${isoTime('next_probe_at')}) AS data
  FROM ${changed}`;
