import { Cluster, type Redis, type RedisOptions } from 'ioredis';

type ClusterSettings = RedisOptions & { readonly replyMapping: 'legacy' };

/**
 * Connects to the cluster that the URL's node belongs to. Typed as a single Redis: every command of
 * ours and of BullMQ names keys of one slot.
 */
export const connectCluster = (url: URL, settings: ClusterSettings): Redis => {
  const { enableOfflineQueue = true, retryStrategy, ...redisOptions } = settings;
  const tls = url.protocol === 'rediss:';
  const cluster = new Cluster([{ host: url.hostname, port: Number(url.port || 6379) }], {
    enableOfflineQueue,
    ...(retryStrategy && { clusterRetryStrategy: retryStrategy }),
    slotsRefreshTimeout: 5_000,
    redisOptions: {
      ...redisOptions,
      ...(url.username && { username: decodeURIComponent(url.username) }),
      ...(url.password && { password: decodeURIComponent(url.password) }),
      ...(tls && { tls: {} }),
    },
    // Managed clusters name their nodes as their certificates do: those names must stay names.
    ...(tls && { dnsLookup: (host, done) => done(null, host) }),
  });
  return cluster as unknown as Redis;
};
