import { randomUUID } from 'node:crypto';
import {
  deliveryIdOf,
  notificationIdFrom,
  type Channel,
  type NotificationRequest,
} from '@carillon/domain';
import { openProducer, type Producer } from '@carillon/queue';
import {
  acceptFlush,
  DEFAULT_TENANT_ID,
  openDatabase,
  readInstallation,
  type AcceptedDelivery,
  type AcceptedNotification,
  type Database,
  type HoldTerms,
} from '@carillon/repositories';
import { type Logger, readConfig, silentLogger } from '@carillon/runtime';
import { createTestDatabase, testRedis } from '@carillon/testing';
import { v7 as uuidv7 } from 'uuid';
import { configSchema } from '../src/config.ts';
import { startWorker, stopWorker } from '../src/start-worker.ts';

export interface Order {
  readonly channel?: Channel;
  readonly address: string | null;
  readonly request?: Partial<NotificationRequest>;
  readonly delivery?: Partial<AcceptedDelivery>;
  readonly notification?: Partial<AcceptedNotification>;
}

/** A whole worker in this process, on its own database and its own corner of Redis. */
export interface TestWorker {
  readonly database: Database;
  readonly producer: Producer;
  /** Where it answers probes, with a `HEALTH_PORT`. */
  readonly healthUrl: string;
  /** Accepts notifications as the api does: stored with one dispatch for all, then queued. */
  accept(
    orders: readonly Order[],
    how?: { enqueue?: boolean; riding?: boolean; tenantId?: string; hold?: HoldTerms },
  ): Promise<string[]>;
  delivery(id: string): Promise<Record<string, unknown>>;
  attempts(id: string): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

const HOURS_72 = 72 * 3_600_000;

const notificationOf = (order: Order, dispatchId: string | null): AcceptedNotification => {
  const id = notificationIdFrom(uuidv7());
  const channel = order.channel ?? 'webhook';
  return {
    id,
    request: JSON.stringify({
      to: {},
      channels: [channel],
      content: { body: 'Hello' },
      ...order.request,
    }),
    rank: 3,
    category: 'transactional',
    entityType: null,
    entityId: null,
    correlationId: null,
    scheduledAt: null,
    expiresAt: new Date(Date.now() + HOURS_72),
    deliveries: [
      {
        id: deliveryIdOf(id, 1),
        channel,
        address: order.address,
        status: 'queued',
        dueAt: new Date(Date.now() - 1_000),
        dispatchId,
        maxAttempts: 5,
        atMostOnce: order.request?.deliveryMode === 'at_most_once',
        ...order.delivery,
      },
    ],
    ...order.notification,
  };
};

export const startTestWorker = async (
  env: Record<string, string> = {},
  databaseUrl?: string,
  log: Logger = silentLogger,
): Promise<TestWorker> => {
  const created = databaseUrl === undefined ? await createTestDatabase() : null;
  const url = databaseUrl ?? created?.url ?? '';
  const database = openDatabase({ url, applicationName: 'worker-test' });
  const redis = testRedis();
  await database.pool.query('UPDATE installation SET id = $1', [redis.installationId]);
  const { id: installationId } = await readInstallation(database);
  const producer = openProducer({ redisUrl: redis.url, installationId, onError: () => {} });
  const config = readConfig(configSchema, { DATABASE_URL: url, REDIS_URL: redis.url, ...env });
  const running = await startWorker(config, log, { stop: () => {} });

  return {
    database,
    producer,
    healthUrl: `http://127.0.0.1:${running.probes?.port ?? 0}`,
    accept: async (orders, how = {}) => {
      const { enqueue = true, riding = true, tenantId = DEFAULT_TENANT_ID, hold = null } = how;
      const dispatchId = riding ? uuidv7() : null;
      const notifications = orders.map((order) => notificationOf(order, dispatchId));
      const deliveryIds = notifications.flatMap((n) => n.deliveries.map((d) => d.id));
      const channel = orders[0]?.channel ?? 'webhook';
      const job = { tenantId, channel, rank: 3, deliveryIds } as const;
      const request = { requestId: randomUUID(), tenantId, apiKeyId: null, hold };
      await acceptFlush(database, {
        requests: [{ ...request, idempotency: null, batch: null, notifications }],
        dispatches: dispatchId === null ? [] : [{ id: dispatchId, ...job }],
      });
      if (dispatchId !== null && enqueue) await producer.add([{ id: dispatchId, ...job }]);
      return deliveryIds;
    },
    delivery: async (id) =>
      (await database.pool.query('SELECT * FROM delivery WHERE id = $1', [id])).rows[0],
    attempts: async (id) =>
      (
        await database.pool.query(
          'SELECT * FROM attempt WHERE delivery_id = $1 ORDER BY lease_token',
          [id],
        )
      ).rows,
    stop: async () => {
      await stopWorker(running, 5_000);
      await producer.close();
      await database.close();
      await created?.drop();
    },
  };
};
