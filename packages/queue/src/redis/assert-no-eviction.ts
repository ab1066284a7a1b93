import { connect, PRODUCER_REDIS } from './connect.ts';
import { within } from './within.ts';

const ANSWER_MS = 5_000;

/** What `INFO` says under a name, or null where it does not. */
const field = (info: string, name: string): string | null =>
  new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(info)?.[1] ?? null;

/**
 * Refuses a Redis that may evict keys: under memory pressure it would throw away jobs and locks one
 * by one. Resolves to a warning where Redis keeps nothing on disk (jobs are rebuilt from PostgreSQL,
 * but that takes seconds), else to null. Asks `INFO`, since managed services often forbid `CONFIG`.
 * @throws Error when Redis may evict, with what to do, or when it does not answer within 5 s.
 */
export const assertNoEviction = async (redisUrl: string): Promise<string | null> => {
  const info = await readInfo(redisUrl);
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
};

const readInfo = async (redisUrl: string): Promise<string> => {
  let cause: Error | undefined;
  const options = { ...PRODUCER_REDIS, enableOfflineQueue: true };
  const redis = connect(redisUrl, options, (error) => (cause = error));
  try {
    return await within(redis.info(), ANSWER_MS);
  } catch (error) {
    const why = cause?.message ?? (error instanceof Error ? error.message : String(error));
    throw new Error(`Redis could not be asked for its settings: ${why}`, { cause: error });
  } finally {
    redis.disconnect();
  }
};
