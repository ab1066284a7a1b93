import type pg from 'pg';
import type { Database } from '../database.ts';
import type { AcceptedNotification } from '../notifications/accept-flush.ts';
import { acceptStatement } from '../notifications/accept-statement.ts';
import { inTransaction } from '../sql/in-transaction.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';
import { type DueDigest, takeDueDigest } from './take-due-digest.ts';

/** How a digest is sent: by a notification made for it, or its only member by itself. */
export type DigestMessage =
  | { readonly kind: 'carrier'; readonly notification: AcceptedNotification }
  | { readonly kind: 'alone' };

const NOTHING: DigestMessage = { kind: 'alone' };

const RELEASE = `
UPDATE delivery SET dispatch_id = NULL, due_at = now(), updated_at = now()
WHERE id = ANY ($1::uuid[]) AND tenant_id = $2 AND dispatch_id = $3 AND status = 'scheduled'`;

const CARRY = `
UPDATE delivery SET status = 'sending', due_at = now(), updated_at = now()
WHERE id = ANY ($1::uuid[]) AND tenant_id = $2 AND dispatch_id = $3 AND status = 'scheduled'`;

const CLOSE = `
UPDATE digest SET is_open = false, flushed_at = now(), carrier_id = $2,
  look_at = CASE WHEN $2::uuid IS NULL THEN NULL ELSE now() END
WHERE id = $1`;

/**
 * Flushes a digest that is due: closes its row, stores the notification that `compose` makes of its
 * members, and takes these along, in one transaction. That notification's delivery waits in PostgreSQL
 * for the dispatcher like any other, and so does what has expired meanwhile. `compose` is asked only
 * when there is something to send; it may answer null, and then nothing has happened. Resolves to how
 * many were sent on; null where nothing was flushed.
 */
export const flushDigest = (
  database: Database,
  id: string,
  compose: Compose,
): Promise<number | null> =>
  repeatOnConflict(() => inTransaction(database, (client) => flushWithin(client, id, compose)));

type Compose = (digest: DueDigest) => DigestMessage | null;

const flushWithin = async (
  client: pg.PoolClient,
  id: string,
  compose: Compose,
): Promise<number | null> => {
  const digest = await takeDueDigest(client, id);
  if (digest === null) return null;
  const { tenantId, members, expiredIds } = digest;
  const memberIds = members.map(({ deliveryId }) => deliveryId);
  const message = members.length === 0 ? NOTHING : compose(digest);
  if (message === null) return null;
  const carrier = message.kind === 'carrier' ? message.notification : null;
  const released = carrier === null ? [...memberIds, ...expiredIds] : expiredIds;
  if (released.length > 0) await client.query(RELEASE, [released, tenantId, id]);
  if (carrier !== null) {
    await client.query(CARRY, [memberIds, tenantId, id]);
    const request = { requestId: id, tenantId, apiKeyId: null, idempotency: null, batch: null };
    const requests = [{ ...request, notifications: [carrier], tellsEvents: true }];
    await client.query(acceptStatement({ requests, dispatches: [] }));
  }
  await client.query(CLOSE, [id, carrier?.deliveries[0]?.id ?? null]);
  return members.length;
};
