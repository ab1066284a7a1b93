// Events on their way to endpoints. They wait and ride per endpoint, so that one that is slow or dead
// holds up no other: what waits is found endpoint by endpoint, what rides a job is counted by it. Both
// indexes look at the state too, so that what has ended is in neither.
//
// An endpoint remembers when it failed last: five days of failures disable it, and two failures with
// days of silence between them are not that. A replay walks the kept events page by page; where it has
// come to is kept with its endpoint, so that any worker goes on.
import { sql, type Kysely } from 'kysely';

const UP = `
DROP INDEX event_delivery_waiting;
DROP INDEX event_delivery_open;
CREATE INDEX event_delivery_waiting ON event_delivery (tenant_id, endpoint_id, due_at)
  WHERE dispatch_id IS NULL AND status IN ('queued', 'retrying');
CREATE INDEX event_delivery_riding ON event_delivery (tenant_id, endpoint_id, dispatch_id)
  WHERE dispatch_id IS NOT NULL AND status IN ('queued', 'sending', 'retrying');
CREATE INDEX event_delivery_open ON event_delivery (tenant_id, endpoint_id, subject, event_id)
  WHERE status IN ('queued', 'sending', 'retrying');
ALTER TABLE event_delivery DROP COLUMN claim_id;

ALTER TABLE event_endpoint ADD COLUMN last_failed_at timestamptz, ADD COLUMN replay_after uuid,
  ADD COLUMN replay_until uuid;
COMMENT ON COLUMN event_endpoint.replay_after IS 'the last event that a running replay has taken; null: none runs';
COMMENT ON COLUMN event_endpoint.replay_until IS 'no event was made after this id when the replay was asked for';
`;

const DOWN = `
ALTER TABLE event_endpoint DROP COLUMN last_failed_at, DROP COLUMN replay_after, DROP COLUMN replay_until;
ALTER TABLE event_delivery ADD COLUMN claim_id uuid;
DROP INDEX event_delivery_waiting;
DROP INDEX event_delivery_riding;
DROP INDEX event_delivery_open;
CREATE INDEX event_delivery_waiting ON event_delivery (due_at) WHERE dispatch_id IS NULL;
CREATE INDEX event_delivery_open ON event_delivery (endpoint_id, subject, event_id)
  WHERE status IN ('queued', 'sending', 'retrying');
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(UP).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(DOWN).execute(db);
};
