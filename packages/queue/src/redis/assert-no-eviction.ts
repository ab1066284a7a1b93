import { connect, PRODUCER_REDIS } from './connect.ts';
import { within } from './within.ts';

const ANSWER_MS = 5_000;

/** What `INFO` says under a name, or null where it does not. */
const field = (info: string, name: string): string | null =>
  new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(info)?.[1] ?? null;

/**
 * Refuses a Redis that may evict keys: under memory pressure it would throw away jobs, locks and
 * scripts one by one. Resolves to a warning where Redis keeps nothing on disk (jobs are rebuilt from
 * PostgreSQL, but that takes seconds), else to null. `INFO` is asked, since managed services often
 * forbid `CONFIG`.
 */
export const assertNoEviction = async (redisUrl: string): Promise<string | null> => {
  const redis = connect(redisUrl, { ...PRODUCER_REDIS, enableOfflineQueue: true }, () => {});
  try {
    const info = await within(redis.info(), ANSWER_MS);
    const policy = field(info, 'maxmemory_policy');
    if (policy !== null && policy !== 'noeviction') {
      throw new Error(
        `Redis may evict jobs: its maxmemory-policy is "${policy}". ` +
          'Set it to noeviction (CONFIG SET maxmemory-policy noeviction, and in redis.conf).',
      );
    }
    return field(info, 'aof_enabled') === '0'
      ? 'Redis keeps no append-only file: after a restart its jobs are rebuilt from PostgreSQL'
      : null;
  } finally {
    redis.disconnect();
  }
};
