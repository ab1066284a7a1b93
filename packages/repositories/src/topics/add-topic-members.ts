import type { Database } from '../database.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';
import type { TopicKey } from './topic-record.ts';

// Subscribers are held until the end, so that none is erased between the look and the insert; a
// deadlock with an erasure, which comes from the other side, is repeated.
const ADD = `
WITH topic AS MATERIALIZED (
  SELECT id FROM topic WHERE tenant_id = $1 AND key = $2 AND deleted_at IS NULL FOR NO KEY UPDATE
), known AS MATERIALIZED (
  SELECT id FROM subscriber WHERE tenant_id = $1 AND id = ANY ($3::text[]) ORDER BY id FOR KEY SHARE
), unknown AS MATERIALIZED (
  SELECT unnest($3::text[]) AS id EXCEPT SELECT id FROM known
), joined AS (
  INSERT INTO topic_member (topic_id, subscriber_id, tenant_id)
  SELECT t.id, k.id, $1 FROM topic t, known k WHERE NOT EXISTS (SELECT FROM unknown) ORDER BY k.id
  ON CONFLICT DO NOTHING
  RETURNING 1
)
SELECT (SELECT count(*) FROM joined)::int AS added, ARRAY(SELECT id FROM unknown) AS unknown
FROM topic`;

/** How many are new; `unknown` names those that are nobody, and then nobody was added. */
export interface AddedMembers {
  readonly added: number;
  readonly unknown: readonly string[];
}

/** Adds subscribers to a topic: all or, when one is unknown, none. Null when there is no such topic. */
export const addTopicMembers = async (
  { pool }: Database,
  { tenantId, key, subscriberIds }: TopicKey & { readonly subscriberIds: readonly string[] },
): Promise<AddedMembers | null> => {
  const values = [tenantId, key, subscriberIds];
  const { rows } = await repeatOnConflict(() => pool.query<AddedMembers>(ADD, values));
  return rows[0] ?? null;
};
