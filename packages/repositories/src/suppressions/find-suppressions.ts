import type { Channel } from '@carillon/domain';
import type { Database } from '../database.ts';
import { plainArray, textArray } from '../sql/arrays.ts';

export interface AddressKey {
  readonly channel: Channel;
  readonly address: string;
}

export interface FoundSuppression extends AddressKey {
  readonly reason: string;
  /** Null: whatever the category. */
  readonly category: string | null;
}

const FIND = `
SELECT s.channel, asked.address, s.reason, nullif(s.category, '') AS category
FROM unnest($2::text[], $3::text[]) AS asked(channel, address) JOIN suppression s
  ON s.tenant_id = $1 AND s.channel = asked.channel::channel AND s.address_key = lower(asked.address)
WHERE s.until IS NULL OR s.until > $4`;

/** What a tenant's list says of these addresses at an instant. */
export const findSuppressions = async (
  { pool }: Database,
  { tenantId, addresses, at }: { tenantId: string; addresses: readonly AddressKey[]; at: Date },
): Promise<FoundSuppression[]> => {
  if (addresses.length === 0) return [];
  const channels = plainArray(addresses.map((a) => a.channel));
  const values = [tenantId, channels, textArray(addresses.map((a) => a.address)), at];
  return (await pool.query<FoundSuppression>(FIND, values)).rows;
};
