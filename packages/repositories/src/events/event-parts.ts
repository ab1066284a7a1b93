/**
 * The last parts of a statement that changes something: they write the events that tell of it, where
 * somebody subscribes, and what each subscribed endpoint is to get. Whoever changes what a tenant can
 * be told of ends his statement with them, so that change and events are one.
 *
 * `sources` are SELECTs of rank, tenant_id, type, subject and data from what other parts RETURN: what
 * they really changed. Of one subject the lower rank happened first.
 */
export const eventParts = (sources: readonly string[]): string => `told AS MATERIALIZED (
  ${sources.join(' UNION ALL ')}
), wanted AS MATERIALIZED (
  SELECT s.tenant_id, s.type, s.endpoint_id FROM event_subscription s
  WHERE s.tenant_id = ANY (ARRAY(SELECT DISTINCT t.tenant_id FROM told t))
), happened AS (
  INSERT INTO event (tenant_id, type, subject, is_logged, data)
  SELECT t.tenant_id, t.type, t.subject, w.is_logged, t.data
  FROM told t JOIN (SELECT tenant_id, type, bool_or(endpoint_id IS NULL) AS is_logged FROM wanted
      GROUP BY tenant_id, type) w ON w.tenant_id = t.tenant_id AND w.type = t.type
  ORDER BY t.rank
  RETURNING tenant_id, id, type, subject
), addressed AS (
  INSERT INTO event_delivery (tenant_id, endpoint_id, event_id, subject)
  SELECT h.tenant_id, w.endpoint_id, h.id, h.subject
  FROM happened h JOIN wanted w ON w.tenant_id = h.tenant_id AND w.type = h.type
  WHERE w.endpoint_id IS NOT NULL
)`;
