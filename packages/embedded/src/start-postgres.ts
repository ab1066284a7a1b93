import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { clusterUser } from './cluster-user.ts';
import { freePort } from './free-port.ts';
import { DATABASE, initialiseCluster, PASSWORD_FILE } from './initialise-cluster.ts';
import { placeCluster } from './place-cluster.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { postgresSettings } from './postgres-settings.ts';
import { disownPostmaster, isAccepting, postmasterFile } from './postmaster-status.ts';
import type { Service } from './service.ts';
import { shareBinaries } from './share-binaries.ts';
import { type ServerProcess, spawnServer } from './spawn-server.ts';
import { stopOrphan } from './stop-orphan.ts';
import { stopProcess, type StopStep } from './stop-process.ts';
import { tailOf } from './tail-of.ts';

/** Where things go that PostgreSQL's account cannot reach elsewhere. Survives a reboot. */
const SYSTEM_DIR = '/var/lib/carillon';

/** Fast shutdown, then immediate (recovers at the next start), then force. */
const STOP: readonly StopStep[] = [
  { signal: 'SIGINT', waitMs: 15_000 },
  { signal: 'SIGQUIT', waitMs: 5_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
];

/** Long, as recovery after a crash has to read up to 4 GB of log. */
const START_TIMEOUT_MS = 180_000;
const POLL_MS = 10;

export interface PostgresOptions {
  /** Its data folder, made at first use. The folder it lies in should be the caller's own. */
  readonly dataDir: string;
  /** On 127.0.0.1; 0 means any free one. */
  readonly port: number;
  /** Off: a crash may lose everything, and it is faster. For tests. */
  readonly durable: boolean;
  readonly logFile: string;
  /** Instead of /var/lib/carillon. */
  readonly systemDir?: string;
}

/** A running PostgreSQL with an empty or kept database `carillon`. */
export interface PostgresService extends Service {
  /** Where the data really lies: not `dataDir` when that was out of reach of its account. */
  readonly dataDir: string;
  /** The pid of the server that a killed start had left behind, stopped before this one started. */
  readonly replacedPid: number | null;
}

const untilAccepting = async (
  { pid, exited }: ServerProcess,
  dataDir: string,
  logFile: string,
): Promise<void> => {
  let ended: string | null = null;
  void exited.then((how) => (ended = how));
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!isAccepting(dataDir, pid)) {
    if (ended === null && performance.now() < deadline) await delay(POLL_MS);
    else throw new Error(`PostgreSQL did not start (${ended ?? 'no answer'}).\n${tailOf(logFile)}`);
  }
};

/**
 * Starts PostgreSQL 18 on 127.0.0.1 and returns when it accepts connections. Works as root too:
 * then under the account `postgres` or `nobody`, with its files where that account can reach them.
 * A server of the same data that a killed start left behind is stopped first.
 * @throws Error that says what to do: no binaries for this platform, port taken, no space, …
 */
export const startPostgres = async (options: PostgresOptions): Promise<PostgresService> => {
  const { durable, logFile, systemDir = SYSTEM_DIR } = options;
  const wanted = path.resolve(options.dataDir);
  mkdirSync(path.dirname(wanted), { recursive: true });
  const binaries = postgresBinaries();
  const user = clusterUser(wanted);
  const native = user ? await shareBinaries(binaries, user, systemDir) : binaries.native;
  const dataDir = user ? await placeCluster(wanted, user, systemDir) : wanted;
  const bin = path.join(native, 'bin');
  await initialiseCluster({ bin, dataDir, user, durable });

  const replacedPid = await stopOrphan({
    pidFile: postmasterFile(dataDir),
    dir: dataDir,
    steps: STOP,
  });
  disownPostmaster(dataDir);
  const port = await freePort(options.port, 'embedded PostgreSQL');
  const server = await spawnServer({
    command: path.join(bin, 'postgres'),
    args: ['-D', dataDir, ...postgresSettings(port, durable)],
    logFile,
    stopSignal: 'SIGINT',
    user,
  });
  const stop = () => stopProcess(server.pid, STOP, server.exited);
  try {
    await untilAccepting(server, dataDir, logFile);
  } catch (error) {
    await stop();
    throw error;
  }
  const password = readFileSync(path.join(dataDir, PASSWORD_FILE), 'utf8');
  const url = `postgres://${DATABASE}:${password}@127.0.0.1:${port}/${DATABASE}`;
  return { url, pid: server.pid, exited: server.exited, stop, dataDir, replacedPid };
};
