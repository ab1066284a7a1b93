import { isoTime } from './iso-time.ts';

/** What a part that changes `delivery d` has to RETURN, so that its events can be told. */
export const TOLD_OF_DELIVERY = `d.tenant_id, d.id, d.channel, d.status, d.attempts, d.due_at, d.provider,
    d.provider_message_id, d.last_outcome, d.last_code`;

/**
 * A source of `eventParts`: deliveries and the states that they have now. States without an event of
 * their own are nobody's subscription. `changed` is a part, or a SELECT in parentheses with an alias.
 */
export const deliveryEvents = (changed: string): string => `SELECT 2 AS rank, tenant_id,
    'delivery.' || status AS type, notification_id_of(id) AS subject, jsonb_build_object(
      'deliveryId', id, 'channel', channel, 'status', status, 'attempts', attempts,
      'nextAttemptAt', CASE status WHEN 'retrying' THEN ${isoTime('due_at')} END,
      'provider', provider, 'providerMessageId', provider_message_id,
      'outcome', last_outcome, 'code', last_code) AS data
  FROM ${changed}`;
