import { startPostgres, type PostgresService } from '@carillon/embedded';

/** A PostgreSQL that things happen to. Its address stays the same through all of them. */
export interface PostgresServer {
  readonly url: string;
  /** As `pg_ctl stop -m immediate` does: no checkpoint, every session cut, recovery at the next start. */
  quit(): Promise<void>;
  /** Null while it runs. */
  endedAs(): string | null;
  /** Starts it again, with its data; resolves when it accepts connections. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface PostgresPlace {
  readonly dataDir: string;
  readonly logFile: string;
}

/** Starts PostgreSQL as it is meant to run: what is committed is on disk. */
export const startPostgresServer = async (place: PostgresPlace): Promise<PostgresServer> => {
  const start = (port: number): Promise<PostgresService> =>
    startPostgres({ ...place, port, durable: true });
  let ended: string | null = null;
  const watch = (started: PostgresService): PostgresService => {
    ended = null;
    void started.exited.then((how) => (ended = how));
    return started;
  };
  let service = watch(await start(0));
  const { url } = service;
  return {
    url,
    quit: async () => {
      process.kill(service.pid, 'SIGQUIT');
      await service.exited;
    },
    restart: async () => {
      service = watch(await start(Number(new URL(url).port)));
    },
    endedAs: () => ended,
    stop: () => service.stop(),
  };
};
