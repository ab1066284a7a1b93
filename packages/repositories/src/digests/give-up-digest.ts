import type { Channel } from '@carillon/domain';
import type pg from 'pg';
import type { Database } from '../database.ts';
import { deadLetterEvents, TOLD_OF_DEAD_LETTER } from '../events/dead-letter-events.ts';
import { deliveryEvents, TOLD_OF_DELIVERY } from '../events/delivery-events.ts';
import { eventParts } from '../events/event-parts.ts';
import { inTransaction } from '../sql/in-transaction.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';
import type { DueDigestKey } from './find-due-digests.ts';

const CLOSE = `
UPDATE digest SET failures = failures + 1, is_open = false, flushed_at = now()
WHERE id = $1 AND tenant_id = $2 AND failures = $3 AND flushed_at IS NULL`;

// In the order of their ids, as everybody locks them. What has expired is the dispatcher's to end.
const TAKE = `
WITH waiting AS MATERIALIZED (
  SELECT d.id, d.expires_at <= now() AS is_expired
  FROM digest_member m JOIN delivery d ON d.id = m.delivery_id
  WHERE m.digest_id = $1 AND m.tenant_id = $2 AND d.tenant_id = $2 AND d.dispatch_id = $1
    AND d.status = 'scheduled'
  ORDER BY d.id FOR UPDATE OF d
)
UPDATE delivery d SET status = CASE WHEN w.is_expired THEN d.status ELSE 'sending' END,
  dispatch_id = CASE WHEN w.is_expired THEN NULL ELSE d.dispatch_id END, updated_at = now()
FROM waiting w WHERE d.id = w.id AND d.tenant_id = $2
RETURNING d.id, d.status`;

const FAIL = `
WITH failed AS (
  UPDATE delivery d SET status = 'failed', updated_at = now(), last_outcome = 'permanent_message',
    last_code = 'poison', last_message = $4
  WHERE d.id = ANY ($3::uuid[]) AND d.tenant_id = $2 AND d.dispatch_id = $1 AND d.status = 'sending'
  RETURNING ${TOLD_OF_DELIVERY}, d.last_message
), dead AS (
  INSERT INTO dead_letter (tenant_id, delivery_id, channel, provider, outcome, code, message)
  SELECT tenant_id, id, channel, provider, last_outcome, last_code, last_message FROM failed
  ON CONFLICT (tenant_id, delivery_id) DO NOTHING
  RETURNING ${TOLD_OF_DEAD_LETTER}
), ${eventParts([deliveryEvents('failed'), deadLetterEvents('dead')])}
SELECT delivery_id AS "deliveryId", channel FROM dead`;

/** A delivery that failed with its digest; its dead letter says why. */
export interface FailedMember {
  readonly deliveryId: string;
  readonly channel: Channel;
}

/**
 * Ends a digest that cannot be flushed: its members fail with it, each with a dead letter of its own, so
 * that each can be redriven by itself. `failure` is a code or a name: what an error says may hold
 * personal data.
 */
export const giveUpDigest = (
  database: Database,
  digest: DueDigestKey,
  failure: string,
): Promise<FailedMember[]> =>
  repeatOnConflict(() => inTransaction(database, (client) => giveUp(client, digest, failure)));

const giveUp = async (
  client: pg.PoolClient,
  { id, tenantId, failures }: DueDigestKey,
  failure: string,
): Promise<FailedMember[]> => {
  const { rowCount } = await client.query(CLOSE, [id, tenantId, failures]);
  if (rowCount === 0) return [];
  const taken = await client.query<{ id: string; status: string }>(TAKE, [id, tenantId]);
  const ids = taken.rows.filter(({ status }) => status === 'sending').map((row) => row.id);
  const message = `its digest could not be put together (${failure})`;
  return (await client.query<FailedMember>(FAIL, [id, tenantId, ids, message])).rows;
};
