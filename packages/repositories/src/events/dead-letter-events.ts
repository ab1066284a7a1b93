/** What a part that writes dead letters has to RETURN, so that its events can be told. */
export const TOLD_OF_DEAD_LETTER = 'tenant_id, delivery_id, channel, provider, outcome, code';

/** A source of `eventParts`: dead letters that were written. */
export const deadLetterEvents = (written: string): string => `SELECT 3 AS rank, tenant_id,
    'dead_letter.created' AS type, notification_id_of(delivery_id) AS subject, jsonb_build_object(
      'deliveryId', delivery_id, 'channel', channel, 'provider', provider, 'outcome', outcome,
      'code', code) AS data
  FROM ${written}`;
