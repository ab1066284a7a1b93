/** What a part that ends `broadcast b` has to RETURN, so that its event can be told. */
export const TOLD_OF_BROADCAST = `b.tenant_id, b.batch_id, b.ended_as, b.made, b.failure,
    b.request -> 'to' ->> 'topic' AS topic`;

/** A source of `eventParts`: broadcasts that ended before every member had had his turn. */
export const broadcastEvents = (ended: string): string => `SELECT 1 AS rank, e.tenant_id,
    'broadcast.' || e.ended_as AS type, e.batch_id AS subject, jsonb_build_object(
      'batchId', e.batch_id, 'topic', e.topic, 'made', e.made,
      'unmade', greatest(a.total - e.made, 0), 'reason', e.failure) AS data
  FROM ${ended} e JOIN batch a ON a.tenant_id = e.tenant_id AND a.id = e.batch_id`;
