import type { Database } from '../database.ts';
import { eventParts } from '../events/event-parts.ts';
import {
  suppressionEvents,
  TOLD_OF_SUPPRESSION,
  withoutCause,
} from '../events/suppression-events.ts';
import type { SuppressionRecord } from './suppression-record.ts';

export type NewSuppression = Omit<SuppressionRecord, 'createdAt'> & { readonly tenantId: string };

const PUT = `
WITH listed AS (
  INSERT INTO suppression (tenant_id, channel, address_key, address, reason, category, until)
  VALUES ($1, $2, lower($3), $3, $4, $5, $6)
  ON CONFLICT (tenant_id, channel, address_key, category) DO UPDATE SET address = excluded.address,
    reason = excluded.reason, until = excluded.until, created_at = now()
  RETURNING created_at, ${TOLD_OF_SUPPRESSION}
), ${eventParts([suppressionEvents(withoutCause('listed'))])}
SELECT created_at AS "createdAt" FROM listed`;

/** Puts an address on the list; what was there for the same category is replaced. */
export const putSuppression = async (
  { pool }: Database,
  { tenantId, channel, address, reason, category, until }: NewSuppression,
): Promise<SuppressionRecord> => {
  const values = [tenantId, channel, address, reason, category ?? '', until];
  const { rows } = await pool.query<{ createdAt: Date }>(PUT, values);
  const [row] = rows;
  if (row === undefined) throw new Error('a suppression was written and did not come back');
  return { channel, address, reason, category, until, createdAt: row.createdAt };
};
