import type { Database } from '@carillon/repositories';

/** What a worker would have written: one attempt that ended a delivery as failed, and its dead letter. */
export const failDelivery = async (
  { pool }: Database,
  deliveryId: string,
  code = '550 5.1.1',
): Promise<void> => {
  await pool.query(
    `INSERT INTO attempt (delivery_id, lease_token, tenant_id, started_at, duration_ms, number, counted,
       outcome, provider, code, message, response)
     SELECT id, 1, tenant_id, now(), 0, 1, true, 'permanent_recipient', 'smtp', $2, 'No such mailbox.', $2
     FROM delivery WHERE id = $1`,
    [deliveryId, code],
  );
  await pool.query(
    `UPDATE delivery SET status = 'failed', attempts = 1, calls = 1, lease_token = 1, provider = 'smtp',
       last_outcome = 'permanent_recipient', last_code = $2, last_message = 'No such mailbox.',
       dispatch_id = coalesce(dispatch_id, gen_random_uuid()), updated_at = now() WHERE id = $1`,
    [deliveryId, code],
  );
  await pool.query(
    `INSERT INTO dead_letter (tenant_id, delivery_id, channel, provider, outcome, code, message)
     SELECT tenant_id, id, channel, 'smtp', 'permanent_recipient', $2, 'No such mailbox.'
     FROM delivery WHERE id = $1`,
    [deliveryId, code],
  );
};

/** What a worker would have written: an in_app delivery as an inbox item. */
export const deliverToInbox = async ({ pool }: Database, deliveryId: string): Promise<void> => {
  await pool.query(
    `WITH delivered AS (
       UPDATE delivery SET status = 'delivered', sent_at = now(), delivered_at = now(),
         dispatch_id = coalesce(dispatch_id, gen_random_uuid()) WHERE id = $1
       RETURNING id, tenant_id, address
     ), raised AS (
       UPDATE subscriber s SET inbox_version = inbox_version + 1 FROM delivered d
       WHERE s.tenant_id = d.tenant_id AND s.id = d.address RETURNING s.inbox_version
     )
     INSERT INTO inbox_item (tenant_id, id, subscriber_id, version, title, body, category)
     SELECT tenant_id, id, address, inbox_version, 'Hello', 'There is news.', 'transactional'
     FROM delivered, raised`,
    [deliveryId],
  );
};

/** What a worker would have written: one attempt that the provider accepted. */
export const sendDelivery = async ({ pool }: Database, deliveryId: string): Promise<void> => {
  await pool.query(
    `INSERT INTO attempt (delivery_id, lease_token, tenant_id, started_at, duration_ms, number, counted,
       outcome, provider) SELECT id, 1, tenant_id, now(), 0, 1, true, 'accepted', 'twilio'
     FROM delivery WHERE id = $1`,
    [deliveryId],
  );
  await pool.query(
    `UPDATE delivery SET status = 'sent', sent_at = now(), attempts = 1, calls = 1, lease_token = 1,
       provider = 'twilio', dispatch_id = coalesce(dispatch_id, gen_random_uuid()) WHERE id = $1`,
    [deliveryId],
  );
};
