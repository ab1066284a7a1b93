import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres, type PostgresService } from '@carillon/embedded';

/** A PostgreSQL of a test's own, to be taken away and brought back. */
export interface RestartablePostgres {
  readonly url: string;
  stop(): Promise<void>;
  /** Starts it again, on the same port with the same data. */
  start(): Promise<void>;
  /** Restarts it as what a failover leaves of a primary: a standby, which only reads. */
  demote(): Promise<void>;
  /** Lets a standby write again, without a restart. It does so a moment later. */
  promote(): void;
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
  const startAgain = async (): Promise<void> => {
    server = await start(Number(new URL(url).port));
  };
  const signalFile = (name: string): void => {
    const file = path.join(server.dataDir, name);
    writeFileSync(file, '');
    chmodSync(file, 0o666); // its account removes it
  };
  return {
    url,
    stop,
    start: startAgain,
    demote: async () => {
      await stop();
      signalFile('standby.signal');
      await startAgain();
    },
    promote: () => {
      signalFile('promote'); // as `pg_ctl promote` does
      process.kill(server.pid, 'SIGUSR1');
    },
    remove: async () => {
      await stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
