import { randomUUID } from 'node:crypto';
import { deliveryIdOf, notificationIdFrom, ownRequest, timeOfId } from '@carillon/domain';
import { v7 as uuidv7 } from 'uuid';
import {
  acceptFlush,
  addTopicMembers,
  type AcceptedNotification,
  type Database,
  DEFAULT_TENANT_ID,
  fetchTopics,
  type OpenBroadcast,
  putTopic,
  type SubscriberAddresses,
} from '../src/index.ts';

const tenantId = DEFAULT_TENANT_ID;

export const people = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `person-${String(n).padStart(4, '0')}`);

/** Makes subscribers and a topic that all of them hear. */
export const makeTopic = async (
  database: Database,
  key: string,
  members: readonly string[],
): Promise<void> => {
  await database.pool.query(
    `INSERT INTO subscriber (tenant_id, id, email) SELECT $1, id, id || '@example.com'
     FROM unnest($2::text[]) AS id ON CONFLICT DO NOTHING`,
    [tenantId, members],
  );
  await putTopic(database, { tenantId, key, name: null });
  await addTopicMembers(database, { tenantId, key, subscriberIds: members });
};

/** Accepts a broadcast to a topic as the api does. Resolves to its batch. */
export const acceptBroadcast = async (
  database: Database,
  key: string,
  scheduledAt: Date | null = null,
): Promise<string> => {
  const [topic] = await fetchTopics(database, [{ tenantId, key }]);
  if (topic === undefined) throw new Error(`no topic ${key}`);
  const batchId = uuidv7();
  const request = {
    to: { topic: key },
    channels: ['email'],
    content: { body: 'Hello' },
    priority: 'normal',
    deliveryMode: 'at_least_once',
    category: 'news',
  };
  const broadcast = {
    topicId: topic.id,
    request: JSON.stringify(request),
    rank: 3,
    channels: 1,
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

/** One notification with one e-mail for each member. */
export const planAll = (
  { batchId, request, expiresAt }: OpenBroadcast,
  members: readonly SubscriberAddresses[],
): AcceptedNotification[] =>
  members.map(({ subscriberId, email }) => {
    const id = notificationIdFrom(uuidv7({ msecs: timeOfId(batchId) + 1 }));
    return {
      id,
      request: JSON.stringify(ownRequest(request, { subscriberId, batchId, locale: null })),
      rank: 3,
      category: request.category,
      entityType: null,
      entityId: null,
      correlationId: null,
      scheduledAt: null,
      expiresAt,
      deliveries: [
        {
          id: deliveryIdOf(id, 1),
          channel: 'email',
          address: email,
          status: 'queued',
          dueAt: new Date(),
          dispatchId: null,
          maxAttempts: 5,
          atMostOnce: false,
        },
      ],
    };
  });

/** Whom a batch's notifications are for, in the order of their names. */
export const recipientsOf = async (database: Database, batchId: string): Promise<string[]> => {
  const { rows } = await database.pool.query<{ id: string }>(
    `SELECT request -> 'to' ->> 'subscriberId' AS id FROM notification WHERE batch_id = $1 ORDER BY 1`,
    [batchId],
  );
  return rows.map(({ id }) => id);
};
