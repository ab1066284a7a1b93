import { Redis, type RedisOptions } from 'ioredis';

import { connectCluster } from './connect-cluster.ts';
import { sentinelOptions } from './sentinel-options.ts';

/** Reports what a connection meets; ioredis and BullMQ reconnect by themselves. */
export type OnError = (error: Error) => void;

/** 200 ms doubling to 2 s: the worst wait once Redis is back (BullMQ's own default grows to 20 s). */
const retryStrategy = (times: number): number => Math.min(100 * 2 ** Math.min(times, 5), 2_000);

/** After a failover the old primary only reads: the name must be resolved again. */
const reconnectOnError = (error: Error): boolean => error.message.startsWith('READONLY');

const SHARED = {
  connectTimeout: 5_000,
  retryStrategy,
  reconnectOnError,
} satisfies RedisOptions;

/**
 * Fails fast: what Redis cannot take at once stays in PostgreSQL, nothing queues up in memory. There
 * is no `commandTimeout`: it would set a timer per command, so that `Reach` limits whole pipelines.
 */
export const PRODUCER_REDIS = {
  ...SHARED,
  maxRetriesPerRequest: 1,
  enableOfflineQueue: false,
  socketTimeout: 10_000,
} satisfies RedisOptions;

/**
 * Waits: a worker's commands are repeated until Redis is back. `socketTimeout` notices a connection
 * that died without a word (a partition); it exceeds BullMQ's longest blocking call, 10 s.
 */
export const WORKER_REDIS = {
  ...SHARED,
  maxRetriesPerRequest: null,
  socketTimeout: 15_000,
} satisfies RedisOptions;

/**
 * Opens a connection that keeps trying: `redis://…`, `rediss://…` (TLS), with `?cluster=true` to the
 * cluster that this node belongs to, with `?sentinel=<name>` to the primary that Sentinels name. What
 * a failover loses, replication being asynchronous, is rebuilt from PostgreSQL.
 */
export const connect = (redisUrl: string, options: RedisOptions, onError: OnError): Redis => {
  const url = new URL(redisUrl);
  const cluster = url.searchParams.get('cluster') === 'true';
  url.searchParams.delete('cluster');
  const settings = { ...options, replyMapping: 'legacy' } as const;
  const sentinels = sentinelOptions(url);
  const open = (): Redis => {
    if (cluster) return connectCluster(url, settings);
    if (sentinels) return new Redis({ ...sentinels, ...settings });
    return new Redis(url.href, settings);
  };
  const redis = open();
  redis.on('error', onError);
  return redis;
};
