// Who wants an event is asked with every change of a tenant that has subscribed. A tenant's settings are
// looked up by their key here; joined, they were read from the first tenant's on.
import { sql, type Kysely } from 'kysely';

const viewOf = (eventLog: string, join: string): string => `
CREATE OR REPLACE VIEW event_subscription AS
SELECT e.tenant_id, t.type, e.id AS endpoint_id
FROM event_endpoint e CROSS JOIN LATERAL unnest(e.types) AS t(type)
WHERE e.disabled_at IS NULL
UNION ALL
SELECT t.id, l.type, NULL
FROM tenant t CROSS JOIN installation i ${join}
  CROSS JOIN LATERAL jsonb_array_elements_text(
    coalesce(${eventLog}, to_jsonb(i.event_log))) AS l(type);`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  const eventLog = `(SELECT s.settings -> 'eventLog' FROM tenant_setting s WHERE s.tenant_id = t.id)`;
  await sql.raw(viewOf(eventLog, '')).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  const join = 'LEFT JOIN tenant_setting s ON s.tenant_id = t.id';
  await sql.raw(viewOf(`s.settings -> 'eventLog'`, join)).execute(db);
};
