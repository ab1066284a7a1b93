/** What a part that marks `inbox_item i` as read has to RETURN, so that its events can be told. */
export const TOLD_OF_ITEM =
  'i.tenant_id, i.id AS item_id, coalesce(i.delivery_id, i.id) AS delivery_id';

/** A source of `eventParts`: inbox items that were unread until now. */
export const inboxReadEvents = (read: string): string => `SELECT 1 AS rank, tenant_id,
    'inbox.read' AS type, notification_id_of(delivery_id) AS subject,
    jsonb_build_object('itemId', item_id, 'deliveryId', delivery_id, 'channel', 'in_app') AS data
  FROM ${read}`;
