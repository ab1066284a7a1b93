import type { Database } from '../database.ts';

const SUPPRESS = `
UPDATE delivery SET status = 'suppressed', updated_at = now(), attempts = attempts - 1,
  calls = calls - 1, last_code = $4, last_message = $5
WHERE id = $1 AND tenant_id = $2 AND lease_token = $3 AND status = 'sending'`;

export interface ClaimedStop {
  readonly tenantId: string;
  readonly deliveryId: string;
  readonly leaseToken: number;
  readonly code: string;
  readonly message: string;
}

/** Ends a claimed delivery before its provider is called, with the attempt given back. */
export const suppressClaimed = async ({ pool }: Database, stop: ClaimedStop): Promise<boolean> => {
  const values = [stop.deliveryId, stop.tenantId, stop.leaseToken, stop.code, stop.message];
  return (await pool.query(SUPPRESS, values)).rowCount === 1;
};
