import path from 'node:path';
import { freePort, startPostgres, type PostgresService } from '@carillon/embedded';
import { supervise, type Supervised } from '../supervision/supervise.ts';
import { RESTART_POLICY } from '../supervision/restart-delay.ts';
import type { KeepOptions } from './keep-options.ts';

/** The embedded PostgreSQL of a data folder, started again should it end; its port stays the same. */
export const keepPostgres = async (
  options: KeepOptions,
): Promise<{ first: PostgresService; supervised: Supervised }> => {
  const port = await freePort(0, 'embedded PostgreSQL');
  const first = Promise.withResolvers<PostgresService>();
  const supervised = await supervise({
    start: () =>
      startPostgres({
        dataDir: path.join(options.home, 'postgres'),
        port,
        durable: true,
        logFile: path.join(options.home, 'postgres.log'),
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
