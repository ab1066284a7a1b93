import type { Database } from '../database.ts';
import { inTransaction } from '../sql/in-transaction.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';
import type { SubscriberKey } from '../subscribers/fetch-addresses.ts';
import { eraseNotifications } from './erase-notifications.ts';
import { findCarriers } from './find-carriers.ts';
import { IS_HIS, RECIPIENT } from './notifications-of.ts';

/** So many take some tens of milliseconds. */
const MOST = 100;
/** Somebody waits for the answer, and an address may have been written to a million times. */
const BUDGET_MS = 1_000;

// The index on addresses finds what went where he can be reached now; the newest of it is what somebody
// may look at next.
const FIND = `
WITH d AS MATERIALIZED (
  SELECT DISTINCT notification_id_of(d.id) AS id FROM delivery d
  WHERE hashtextextended(lower(d.address), 0) = ANY (ARRAY(
      SELECT hashtextextended(lower(key), 0) FROM unnest($3::text[]) AS key))
    AND d.tenant_id = $1
  ORDER BY 1 DESC LIMIT ${MOST}
)
SELECT n.id FROM d JOIN notification n ON n.tenant_id = $1 AND n.id = d.id ${RECIPIENT}
WHERE ${IS_HIS}`;

/**
 * Erases the newest notifications to somebody at once, so that who asked for it does not find them any
 * more; the rest, and what this has no time for, is the chore's. Rejects when it takes too long.
 */
export const eraseRecent = (
  database: Database,
  { tenantId, subscriberId }: SubscriberKey,
  addresses: readonly string[],
): Promise<void> =>
  repeatOnConflict(() =>
    inTransaction(database, async (client) => {
      await client.query(`SET LOCAL statement_timeout = ${BUDGET_MS}`);
      const values = [tenantId, subscriberId, addresses];
      const { rows } = await client.query<{ id: string }>(FIND, values);
      const notificationIds = rows.map(({ id }) => id).sort();
      await eraseNotifications(client, { tenantId, notificationIds });
      const his = { tenantId, subscriberId, addresses, notificationIds };
      const carriers = await findCarriers(client, his);
      await eraseNotifications(client, { tenantId, notificationIds: carriers });
    }),
  );
