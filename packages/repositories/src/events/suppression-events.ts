import { isoTime } from './iso-time.ts';

/** What a part that writes suppressions has to RETURN, so that their events can be told. */
export const TOLD_OF_SUPPRESSION = 'tenant_id, channel, address_key, reason, category, until';

/**
 * A source of `eventParts`: entries that were put on the suppression list, or last longer now. They name
 * the delivery that was the cause, where there is one, and never the address.
 */
export const suppressionEvents = (caused: string): string => `SELECT 4 AS rank, tenant_id,
    'suppression.created' AS type, notification_id_of(delivery_id) AS subject, jsonb_build_object(
      'deliveryId', delivery_id, 'channel', channel, 'reason', reason,
      'category', nullif(category, ''), 'until', ${isoTime('until')}) AS data
  FROM ${caused}`;

/** Entries that somebody has asked for. */
export const withoutCause = (written: string): string =>
  `(SELECT *, NULL::uuid AS delivery_id FROM ${written}) AS caused`;

/**
 * Entries with the first delivery that showed the address to be unwanted. `found` are such deliveries:
 * a SELECT of tenant_id, channel, address and delivery_id.
 */
export const withCause = (written: string, found: string): string => `(
    SELECT w.*, f.delivery_id FROM ${written} w JOIN (
      SELECT DISTINCT ON (tenant_id, channel, lower(address)) tenant_id, channel,
        lower(address) AS address_key, delivery_id FROM (${found}) AS found
      ORDER BY tenant_id, channel, lower(address), delivery_id) f
    ON f.tenant_id = w.tenant_id AND f.channel = w.channel AND f.address_key = w.address_key) AS caused`;
