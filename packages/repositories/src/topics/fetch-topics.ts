import type { Database } from '../database.ts';
import type { TopicKey } from './topic-record.ts';

/** A topic that a request names. */
export interface FoundTopic extends TopicKey {
  readonly id: string;
  readonly members: number;
}

const FETCH = `
SELECT t.id, t.tenant_id AS "tenantId", t.key, t.members
FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[])) AS k(tenant_id, key)
  JOIN topic t USING (tenant_id, key)
WHERE t.deleted_at IS NULL`;

/** The topics of these keys, of any tenants, in one statement; unknown ones are left out. */
export const fetchTopics = async (
  { pool }: Database,
  keys: readonly TopicKey[],
): Promise<FoundTopic[]> => {
  if (keys.length === 0) return [];
  const values = [keys.map((k) => k.tenantId), keys.map((k) => k.key)];
  return (await pool.query<FoundTopic>({ name: 'fetch-topics', text: FETCH, values })).rows;
};
