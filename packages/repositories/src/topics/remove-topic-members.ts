import type { Database } from '../database.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';
import type { TopicKey } from './topic-record.ts';

// The topic is locked first, as by who joins, so that two that change the same members take turns.
const REMOVE = `
WITH topic AS MATERIALIZED (
  SELECT id FROM topic WHERE tenant_id = $1 AND key = $2 AND deleted_at IS NULL FOR NO KEY UPDATE
), gone AS (
  DELETE FROM topic_member m USING topic t
  WHERE m.topic_id = t.id AND m.tenant_id = $1 AND m.subscriber_id = ANY ($3::text[])
  RETURNING 1
)
SELECT (SELECT count(*) FROM gone)::int AS removed FROM topic`;

/** Takes subscribers out of a topic; who is not in it is passed over. Null when there is no such topic. */
export const removeTopicMembers = async (
  { pool }: Database,
  { tenantId, key, subscriberIds }: TopicKey & { readonly subscriberIds: readonly string[] },
): Promise<{ readonly removed: number } | null> => {
  const values = [tenantId, key, subscriberIds];
  const { rows } = await repeatOnConflict(() => pool.query<{ removed: number }>(REMOVE, values));
  return rows[0] ?? null;
};
