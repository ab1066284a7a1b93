import type { Database } from '../database.ts';
import { eventParts } from '../events/event-parts.ts';
import {
  suppressionEvents,
  TOLD_OF_SUPPRESSION,
  withoutCause,
} from '../events/suppression-events.ts';
import type { SuppressedAddress } from './delete-suppression.ts';

const PUT = `
WITH listed AS (
  INSERT INTO suppression AS known (tenant_id, channel, address_key, address, reason)
  VALUES ($1, $2, lower($3), $3, 'opted_out')
  ON CONFLICT (tenant_id, channel, address_key, category) DO UPDATE SET reason = 'opted_out',
    until = NULL, created_at = now()
  WHERE known.until IS NOT NULL
  RETURNING ${TOLD_OF_SUPPRESSION}
), ${eventParts([suppressionEvents(withoutCause('listed'))])}
SELECT FROM listed`;

/**
 * The recipient wants to hear no more (STOP). What stands on the list for good stays as it is: `endOptOut`
 * is to end what he has begun, and nothing that somebody entered.
 */
export const putOptOut = async (
  { pool }: Database,
  { tenantId, channel, address }: SuppressedAddress,
): Promise<void> => {
  await pool.query(PUT, [tenantId, channel, address]);
};
