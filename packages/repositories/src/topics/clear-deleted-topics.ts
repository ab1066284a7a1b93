import type { Database } from '../database.ts';

const CLEAR_MEMBERS = `
DELETE FROM topic_member WHERE (topic_id, subscriber_id) IN (
  SELECT m.topic_id, m.subscriber_id FROM topic t JOIN topic_member m ON m.topic_id = t.id
  WHERE t.deleted_at IS NOT NULL LIMIT $1)`;

const CLEAR_TOPICS = `
DELETE FROM topic t WHERE t.deleted_at IS NOT NULL
  AND NOT EXISTS (SELECT FROM topic_member m WHERE m.topic_id = t.id)`;

/** Removes what deleted topics have left behind, at most `limit` members. Resolves to how many. */
export const clearDeletedTopics = async ({ pool }: Database, limit: number): Promise<number> => {
  const { rowCount: members } = await pool.query(CLEAR_MEMBERS, [limit]);
  const { rowCount: topics } = await pool.query(CLEAR_TOPICS);
  return (members ?? 0) + (topics ?? 0);
};
