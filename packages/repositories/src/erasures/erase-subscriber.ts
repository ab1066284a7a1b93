import type { Database } from '../database.ts';
import { inTransaction } from '../sql/in-transaction.ts';
import type { SubscriberKey } from '../subscribers/fetch-addresses.ts';

// A statement sees what was there when it began, so whoever is writing to his inbox is waited for first.
const LOCK = 'SELECT FROM subscriber WHERE tenant_id = $1 AND id = $2 FOR UPDATE';

// Devices, preferences and memberships go with the subscriber, by their foreign keys; the parts of a
// statement see what was there before it, so his devices can still be read here.
const ERASE = `
WITH gone AS (
  DELETE FROM subscriber WHERE tenant_id = $1 AND id = $2 RETURNING email, phone
), addresses AS (
  SELECT ARRAY(SELECT DISTINCT form FROM unnest(ARRAY[g.email, g.phone, $2] || ARRAY(
      SELECT d.token FROM subscriber_device d WHERE d.tenant_id = $1 AND d.subscriber_id = $2))
    AS address CROSS JOIN LATERAL (VALUES (address), (lower(address))) AS forms(form)
    WHERE form IS NOT NULL) AS keys
  FROM gone g
), items AS (
  DELETE FROM inbox_item WHERE tenant_id = $1 AND subscriber_id = $2 AND EXISTS (SELECT FROM gone)
), caps AS (
  DELETE FROM cap_counter c USING addresses a
  WHERE c.tenant_id = $1 AND c.address_key = ANY (a.keys)
), slots AS (
  DELETE FROM collapse_slot s USING addresses a
  WHERE s.tenant_id = $1 AND s.address_key = ANY (a.keys)
), audited AS (
  INSERT INTO audit_entry (tenant_id, action, entity_type, entity_id)
  SELECT $1, 'subscriber_erased', 'subscriber', $2 FROM gone
)
INSERT INTO erasure (tenant_id, subscriber_id, addresses) SELECT $1, $2, keys FROM addresses
RETURNING addresses`;

/**
 * Deletes a subscriber with his devices, preferences, memberships and inbox, and remembers that the
 * notifications to him are to be erased. Answers the addresses by which they can be found, as they were
 * given and without case; null when there is no such subscriber.
 */
export const eraseSubscriber = (
  database: Database,
  { tenantId, subscriberId }: SubscriberKey,
): Promise<readonly string[] | null> =>
  inTransaction(database, async (client) => {
    const names = [tenantId, subscriberId];
    await client.query(LOCK, names);
    const { rows } = await client.query<{ addresses: string[] }>(ERASE, names);
    return rows[0]?.addresses ?? null;
  });
