import path from 'node:path';
import { freePort, startRedis, type RedisService } from '@carillon/embedded';
import { supervise, type Supervised } from '../supervision/supervise.ts';
import { RESTART_POLICY } from '../supervision/restart-delay.ts';
import type { KeepOptions } from './keep-options.ts';

/** The embedded Redis of a data folder, started again should it end; it may come back empty. */
export const keepRedis = async (
  options: KeepOptions & { readonly searchPath: string },
): Promise<{ first: RedisService; supervised: Supervised }> => {
  const port = await freePort(0, 'embedded Redis');
  const first = Promise.withResolvers<RedisService>();
  const supervised = await supervise({
    start: () =>
      startRedis({
        dir: path.join(options.home, 'redis'),
        port,
        persistent: true,
        logFile: path.join(options.home, 'redis.log'),
        searchPath: options.searchPath,
      }),
    policy: RESTART_POLICY,
    onUp: (service) => {
      first.resolve(service);
      options.onUp(service.pid);
    },
    onDown: options.onDown,
  });
  return { first: await first.promise, supervised };
};
