import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '@carillon/embedded';
import { eventually } from '../../eventually.ts';
import type { Lab } from './lab.ts';
import { tellRedis } from './tell-redis.ts';

/** One primary, two replicas and three Sentinels that watch them. */
export interface WatchedRedis {
  /** Names the Sentinels: the REDIS_URL of an installation that follows failovers. */
  readonly url: string;
  /** Where the primary is now, as the Sentinels say. */
  primaryUrl(): Promise<string>;
  /** Writes of the first primary reach no replica from now on. */
  stopReplication(): Promise<void>;
  /** SIGKILL to the first primary. */
  killPrimary(): Promise<void>;
  /** Asks a Sentinel for a failover without need. */
  failOver(): Promise<void>;
}

const NAME = 'carillon';
const PASSWORD = 'faults';
const REPLICAS = 2;
const SENTINELS = 3;
const QUORUM = 2;

const serverSettings = (primary: number | null): string[] => [
  `requirepass ${PASSWORD}`,
  `user replication on >${PASSWORD} +psync +replconf +ping`,
  'masteruser replication',
  `masterauth ${PASSWORD}`,
  'repl-diskless-sync-delay 0',
  'maxmemory-policy noeviction',
  'save ""',
  ...(primary === null ? [] : [`replicaof 127.0.0.1 ${primary}`]),
];

const sentinelSettings = (primary: number): string[] => [
  `sentinel monitor ${NAME} 127.0.0.1 ${primary} ${QUORUM}`,
  `sentinel auth-pass ${NAME} ${PASSWORD}`,
  `sentinel down-after-milliseconds ${NAME} 2000`,
  `sentinel failover-timeout ${NAME} 10000`,
];

interface Started {
  readonly port: number;
  readonly child: ChildProcess;
}

/** Starts them all and returns when the Sentinels know one another and both replicas. */
export const startWatchedRedis = async (lab: Lab): Promise<WatchedRedis> => {
  const start = async (role: string, settings: readonly string[]): Promise<Started> => {
    const port = await freePort(0, role);
    const dir = path.join(lab.folder, `${role}-${port}`);
    mkdirSync(dir);
    const file = path.join(dir, 'redis.conf');
    const own = ['bind 127.0.0.1', `port ${port}`, `dir ${dir}`, ...settings, ''];
    writeFileSync(file, own.join('\n'));
    const log = openSync(path.join(lab.folder, `${role}-${port}.redis.log`), 'a');
    const words = role === 'sentinel' ? [file, '--sentinel'] : [file];
    const child = spawn(lab.redis.program, words, { stdio: ['ignore', log, log] });
    closeSync(log);
    lab.atEnd(async () => void child.kill('SIGKILL'));
    return { port, child };
  };
  const urlOf = (port: number): string => `redis://:${PASSWORD}@127.0.0.1:${port}`;
  const primary = await start('server', serverSettings(null));
  for (let n = 0; n < REPLICAS; n++) await start('server', serverSettings(primary.port));
  const sentinels: Started[] = [];
  for (let n = 0; n < SENTINELS; n++) {
    sentinels.push(await start('sentinel', sentinelSettings(primary.port)));
  }
  const [first, ...others] = sentinels.map(({ port }) => `127.0.0.1:${port}`);
  const ask = (command: string) => tellRedis(`redis://${first}`, `SENTINEL ${command}`);
  await eventually(
    async () => {
      const known = await ask(`MASTER ${NAME}`);
      const replicas = /num-slaves\r\n\$\d+\r\n(\d+)/.exec(known)?.[1];
      const peers = /num-other-sentinels\r\n\$\d+\r\n(\d+)/.exec(known)?.[1];
      return Number(replicas) === REPLICAS && Number(peers) === SENTINELS - 1;
    },
    { timeoutMs: 60_000, everyMs: 100 },
  );
  return {
    url: `redis://:${PASSWORD}@${first}?sentinel=${NAME}&also=${others.join(',')}`,
    primaryUrl: async () => {
      const said = await ask(`GET-MASTER-ADDR-BY-NAME ${NAME}`);
      return urlOf(Number(/\r\n(\d+)\r\n\+PONG/.exec(said)?.[1]));
    },
    stopReplication: async () => {
      await tellRedis(urlOf(primary.port), 'ACL DELUSER replication');
    },
    killPrimary: async () => {
      const ended = once(primary.child, 'exit');
      primary.child.kill('SIGKILL');
      await ended;
    },
    failOver: async () => {
      await ask(`FAILOVER ${NAME}`);
    },
  };
};
