import { readdirSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startRedis, type RedisService } from '@carillon/embedded';

/** A Redis that things happen to. Its address and password stay the same through all of them. */
export interface RedisServer {
  readonly url: string;
  readonly kind: 'native' | 'wasm';
  /** The path of redis-server, where it is native. */
  readonly program: string;
  /** SIGKILL; what it had not written is gone. */
  kill(): Promise<void>;
  /**
   * SIGKILL, and the last second of its append-only file goes too, as when the machine fails:
   * `everysec` promises no more (https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/).
   */
  crash(): Promise<void>;
  /** Starts it again: with its append-only file, or empty where it keeps none. */
  restart(): Promise<void>;
  /** SIGSTOP: connections stay open and nobody answers. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

const SYNC_MS = 1_000;

/** The file that Redis appends to: in a folder of its own since version 7. */
const appendOnlyFile = (dir: string): string | undefined =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:incr\.aof|^appendonly\.aof)$/.test(name))
    .map((name) => path.join(dir, name))
    .at(-1);

/** Starts a real redis-server where there is one on the PATH, else the WASM one. */
export const startRedisServer = async (
  folder: string,
  persistent: boolean,
): Promise<RedisServer> => {
  const dir = path.join(folder, 'redis');
  const start = (port: number): Promise<RedisService> =>
    startRedis({
      dir,
      port,
      persistent,
      logFile: path.join(folder, 'redis.log'),
      searchPath: process.env['PATH'] ?? '',
    });
  let service = await start(0);
  const { url, kind, program } = service;
  const signal = (name: NodeJS.Signals): void => void process.kill(service.pid, name);
  const kill = async (): Promise<void> => {
    signal('SIGKILL');
    await service.exited;
  };
  return {
    url,
    kind,
    program,
    kill,
    crash: async () => {
      const file = appendOnlyFile(dir);
      const synced = file === undefined ? 0 : statSync(file).size;
      await delay(SYNC_MS);
      await kill();
      if (file !== undefined) truncateSync(file, synced);
    },
    restart: async () => {
      service = await start(Number(new URL(url).port));
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    stop: async () => {
      try {
        signal('SIGCONT'); // it may be frozen still, when a run is broken off
      } catch {
        return; // gone already
      }
      await service.stop();
    },
  };
};
