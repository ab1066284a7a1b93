/**
 * The part `called` of a statement: what waits behind events that have ended is due at once. `ended`
 * names the part that returns what changed, with its status; `lowest` is an id that none of them is
 * below, as what waits is younger.
 */
export const callNext = (ended: string, lowest: string): string => `called AS (
  UPDATE event_delivery n SET due_at = now(), updated_at = now() FROM ${ended} r
  WHERE r.status <> 'retrying' AND n.tenant_id = r.tenant_id AND n.endpoint_id = r.endpoint_id
    AND n.subject = r.subject AND n.event_id > r.event_id AND n.event_id > ${lowest}
    AND n.event_id < uuid_floor(now() + interval '1 day')
    AND n.status = 'queued' AND n.dispatch_id IS NULL
)`;
