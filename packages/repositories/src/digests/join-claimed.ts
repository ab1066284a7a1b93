import type pg from 'pg';
import type { Database } from '../database.ts';
import { inTransaction } from '../sql/in-transaction.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';
import { type DigestJoin, joinDigests } from './join-digests.ts';

/** A claimed delivery that is to be sent with others instead. */
export interface ClaimedJoin extends DigestJoin {
  readonly leaseToken: number;
}

/** `joined`: it waits in its digest. `was_member`: it has been through one already. `gone`: not ours. */
export type JoinedClaim = 'joined' | 'was_member' | 'gone';

const GIVE_BACK = `
UPDATE delivery d SET status = 'scheduled', attempts = d.attempts - 1, calls = d.calls - 1
WHERE d.id = $1 AND d.tenant_id = $2 AND d.lease_token = $3 AND d.status = 'sending'
  AND NOT EXISTS (SELECT FROM digest_member m WHERE m.delivery_id = d.id)`;

const WAS_MEMBER = 'SELECT FROM digest_member WHERE delivery_id = $1 AND tenant_id = $2';

/** Puts a claimed delivery into its digest, with its attempt given back. */
export const joinClaimed = (database: Database, join: ClaimedJoin): Promise<JoinedClaim> =>
  repeatOnConflict(() => inTransaction(database, (client) => joinWithin(client, join)));

const joinWithin = async (client: pg.PoolClient, join: ClaimedJoin): Promise<JoinedClaim> => {
  const key = [join.deliveryId, join.tenantId];
  const { rowCount } = await client.query(GIVE_BACK, [...key, join.leaseToken]);
  if (rowCount === 1) {
    await joinDigests(client, [join]);
    return 'joined';
  }
  return (await client.query(WAS_MEMBER, key)).rowCount === 1 ? 'was_member' : 'gone';
};
