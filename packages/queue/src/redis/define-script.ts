import type { Redis } from 'ioredis';

/** A Lua script on one key, sent in full once per connection and by its hash afterwards. */
export type Script = (key: string, args: readonly (string | number)[]) => Promise<unknown>;

export const defineScript = (redis: Redis, name: string, lua: string): Script => {
  redis.defineCommand(name, { numberOfKeys: 1, lua });
  const commands = redis as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  return async (key, args) => commands[name]?.(key, ...args);
};
