import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { openDatabase, type Database } from '@carillon/repositories';
import { createTestDatabase, testRedis } from '@carillon/testing';
import { openWebhookSink, type WebhookSink } from './webhook-sink.ts';

const MAIN = path.join(import.meta.dirname, '../src/main.ts');

/** Workers in processes of their own, to be killed, on one database and with one webhook sink. */
export interface WorkerProcesses {
  readonly database: Database;
  readonly sink: WebhookSink;
  /** Resolves when it is ready. */
  readonly start: () => Promise<ChildProcess>;
  /** Ends those that still run, and what they ran on. */
  readonly close: () => Promise<void>;
}

export const endProcess = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
};

export const openWorkerProcesses = async (
  env: Readonly<Record<string, string>> = {},
): Promise<WorkerProcesses> => {
  const redis = testRedis();
  const [sink, created] = await Promise.all([openWebhookSink(), createTestDatabase()]);
  const database = openDatabase({ url: created.url, applicationName: 'killer' });
  await database.pool.query('UPDATE installation SET id = $1', [redis.installationId]);
  const stores = { DATABASE_URL: created.url, REDIS_URL: redis.url };
  const workers: ChildProcess[] = [];
  return {
    database,
    sink,
    start: async () => {
      const worker = fork(MAIN, {
        env: { ...stores, EGRESS_ALLOW: sink.origin, ...env },
        execArgv: ['--disable-warning=ExperimentalWarning'],
        silent: true,
      });
      workers.push(worker);
      await once(worker, 'message');
      return worker;
    },
    close: async () => {
      await Promise.all(workers.map((worker) => endProcess(worker, 'SIGTERM')));
      await database.close();
      await Promise.all([sink.close(), created.drop()]);
    },
  };
};
