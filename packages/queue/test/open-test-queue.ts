import { randomUUID } from 'node:crypto';
import { eventually, testRedis } from '@carillon/testing';
import { Redis } from 'ioredis';

import {
  type Consumer,
  type ConsumerOptions,
  type DispatchJob,
  openConsumer,
  openProducer,
  type ProcessJob,
  type Producer,
  type Rank,
} from '../src/index.ts';

/** A producer and consumers on a corner of Redis of their own. */
export interface TestQueue {
  readonly producer: Producer;
  /** The same Redis, to look behind the scenes. */
  readonly redis: Redis;
  readonly connection: {
    readonly redisUrl: string;
    readonly installationId: string;
    readonly onError: (error: Error) => void;
  };
  /** What producer and consumers have reported. */
  readonly errors: Error[];
  /** The key of a job of the queue `email`. */
  keyOf(jobId: string): string;
  /** Opens a consumer of the queue `email`, one job at a time; `close` ends it too. */
  consume(process: ProcessJob, more?: Partial<ConsumerOptions>): Consumer;
  close(): Promise<void>;
}

export const TENANT = randomUUID();

export const jobOf = (rank: Rank = 3, more: Partial<DispatchJob> = {}): DispatchJob => ({
  id: randomUUID(),
  tenantId: TENANT,
  channel: 'email',
  rank,
  deliveryIds: [randomUUID()],
  ...more,
});

export const jobsOf = (count: number, rank?: Rank, more?: Partial<DispatchJob>): DispatchJob[] =>
  Array.from({ length: count }, () => jobOf(rank, more));

/** Ends every job at once. */
export const done: ProcessJob = async () => ({ end: 'done' });

/** `directUrl` leads to the same Redis where `redisUrl` goes through a proxy. */
export const openTestQueue = async (
  redisUrl = testRedis().url,
  directUrl = redisUrl,
): Promise<TestQueue> => {
  const errors: Error[] = [];
  const onError = (error: Error): void => void errors.push(error);
  const connection = { redisUrl, installationId: randomUUID(), onError };
  const producer = openProducer(connection);
  try {
    await eventually(() => producer.isUp());
  } catch (error) {
    await producer.close();
    throw new Error(`The producer: ${errors[0]?.message}`, { cause: error });
  }
  const redis = new Redis(directUrl);
  redis.on('error', () => {});
  const consumers: Consumer[] = [];
  const prefix = `{carillon:${connection.installationId.slice(0, 8)}:email}:email`;
  return {
    producer,
    redis,
    connection,
    errors,
    keyOf: (jobId) => `${prefix}:${jobId}`,
    consume: (process, more) => {
      const consumer = openConsumer({
        ...connection,
        queue: 'email',
        concurrency: 1,
        process,
        onBug: () => {},
        ...more,
      });
      consumers.push(consumer);
      return consumer;
    },
    close: async () => {
      await Promise.all(consumers.map((consumer) => consumer.close(1_000)));
      await producer.close();
      redis.disconnect();
    },
  };
};
