import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres, type PostgresService } from '@carillon/embedded';

/** A PostgreSQL of a test's own, to be taken away and brought back. */
export interface RestartablePostgres {
  readonly url: string;
  stop(): Promise<void>;
  /** Starts it again, on the same port with the same data. */
  start(): Promise<void>;
  /** Stops it for good and removes its data. */
  remove(): Promise<void>;
}

export const restartablePostgres = async (): Promise<RestartablePostgres> => {
  const dir = mkdtempSync(path.join(tmpdir(), 'carillon-postgres-'));
  chmodSync(dir, 0o755); // as root, PostgreSQL runs under another account
  const start = (port: number): Promise<PostgresService> =>
    startPostgres({
      dataDir: path.join(dir, 'data'),
      port,
      durable: false,
      logFile: path.join(dir, 'postgres.log'),
    });
  let server = await start(0);
  const { url } = server;
  const stop = () => server.stop();
  return {
    url,
    stop,
    start: async () => {
      server = await start(Number(new URL(url).port));
    },
    remove: async () => {
      await stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
