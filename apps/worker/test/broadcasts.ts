import { randomUUID } from 'node:crypto';
import type { NotificationRequest } from '@carillon/domain';
import { acceptFlush, type Database, DEFAULT_TENANT_ID, fetchTopics } from '@carillon/repositories';
import { v7 as uuidv7 } from 'uuid';

const tenantId = DEFAULT_TENANT_ID;

/** Makes a topic with so many members; every third of them has no e-mail address. */
export const makeTopic = async (
  { pool }: Database,
  key: string,
  members: number,
): Promise<void> => {
  await pool.query(
    `INSERT INTO subscriber (tenant_id, id, email)
     SELECT $1, $2 || '-' || n, CASE WHEN n % 3 > 0 THEN $2 || n || '@example.com' END
     FROM generate_series(1, $3::int) n`,
    [tenantId, key, members],
  );
  await pool.query('INSERT INTO topic (tenant_id, key) VALUES ($1, $2)', [tenantId, key]);
  await pool.query(
    `INSERT INTO topic_member (topic_id, tenant_id, subscriber_id)
     SELECT t.id, $1, s.id FROM topic t, subscriber s WHERE t.key = $2 AND s.id LIKE $2 || '-%'`,
    [tenantId, key],
  );
};

/** Accepts a broadcast to a topic as the api does. Resolves to its batch. */
export const acceptBroadcast = async (
  database: Database,
  key: string,
  parts: Partial<NotificationRequest> & Pick<NotificationRequest, 'channels'>,
  scheduledAt: Date | null = null,
): Promise<string> => {
  const [topic] = await fetchTopics(database, [{ tenantId, key }]);
  if (topic === undefined) throw new Error(`no topic ${key}`);
  const batchId = uuidv7();
  const request = {
    to: { topic: key },
    content: { body: `Hello, ${key}` },
    priority: 'normal',
    deliveryMode: 'at_least_once',
    category: 'transactional',
    ...parts,
  };
  const broadcast = {
    topicId: topic.id,
    request: JSON.stringify(request),
    rank: 3,
    channels: request.channels.length,
    scheduledAt,
    expiresAt: new Date(Date.now() + 3_600_000),
  };
  const batch = { id: batchId, total: topic.members };
  const entry = { requestId: randomUUID(), tenantId, apiKeyId: null, idempotency: null };
  await acceptFlush(database, {
    requests: [{ ...entry, batch, broadcast, notifications: [] }],
    dispatches: [],
  });
  return batchId;
};

/** How many deliveries of a batch are in which state, by channel and state. */
export const statesOf = async (
  { pool }: Database,
  batchId: string,
): Promise<Record<string, number>> => {
  const { rows } = await pool.query(
    `SELECT d.channel || ' ' || d.status AS state, count(*)::int AS n
     FROM notification n JOIN delivery d ON notification_id_of(d.id) = n.id
     WHERE n.batch_id = $1 GROUP BY 1`,
    [batchId],
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
};
