import { randomUUID } from 'node:crypto';
import type { Channel } from '@carillon/domain';
import { eventually, testRedis } from '@carillon/testing';
import { Redis } from 'ioredis';
import {
  openConsumer,
  openProducer,
  type Consumer,
  type DispatchJob,
  type Producer,
  type Rank,
} from '../src/index.ts';
import type { JobEnd, TakenJob } from '../src/index.ts';

/** A producer and consumers on a corner of Redis of their own. */
export interface TestQueue {
  readonly producer: Producer;
  readonly redis: Redis;
  readonly installationId: string;
  /** Opens a consumer of the queue `email`; `close` ends it too. */
  consume(run: (job: TakenJob) => Promise<JobEnd>, concurrency?: number): Consumer;
  close(): Promise<void>;
}

export const TENANT = randomUUID();

export const jobOf = (rank: Rank = 3, more: Partial<DispatchJob> = {}): DispatchJob => ({
  id: randomUUID(),
  tenantId: TENANT,
  channel: 'email' satisfies Channel,
  rank,
  deliveryIds: [randomUUID()],
  ...more,
});

export const openTestQueue = async (): Promise<TestQueue> => {
  const { url, installationId } = testRedis();
  const connection = { redisUrl: url, installationId, onError: () => {} };
  const producer = openProducer(connection);
  await eventually(() => producer.isUp());
  const redis = new Redis(url);
  const consumers: Consumer[] = [];
  return {
    producer,
    redis,
    installationId,
    consume: (run, concurrency = 1) => {
      const consumer = openConsumer({
        ...connection,
        queue: 'email',
        concurrency,
        process: run,
        onBug: () => {},
      });
      consumers.push(consumer);
      return consumer;
    },
    close: async () => {
      for (const consumer of consumers) await consumer.close(1_000);
      await producer.close();
      redis.disconnect();
    },
  };
};
