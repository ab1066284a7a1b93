import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Database, generateApiKey, openDatabase, seedApiKey } from '@carillon/repositories';
import {
  type AppProcess,
  createTestDatabase,
  type RedisServer,
  startApp,
  startRedisServer,
} from '@carillon/testing';

/** Processes of their own on one PostgreSQL and one Redis that can be taken away. */
export interface Cluster {
  readonly key: string;
  readonly database: Database;
  readonly redis: RedisServer;
  startApi(options?: { port?: number; env?: Record<string, string> }): Promise<ClusterApi>;
  startWorker(env?: Record<string, string>): Promise<AppProcess>;
  stop(): Promise<void>;
}

export interface ClusterApi extends AppProcess {
  readonly port: number;
  readonly url: string;
}

export const startCluster = async (): Promise<Cluster> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'carillon-cluster-'));
  const created = await createTestDatabase();
  const redis = await startRedisServer(folder, false);
  const database = openDatabase({ url: created.url, applicationName: 'cluster-test' });
  const key = generateApiKey();
  const scopes = ['notifications:write', 'subscribers:write'];
  await seedApiKey(created.url, { key, name: 'cluster', scopes });
  const apps: AppProcess[] = [];
  const shared = {
    DATABASE_URL: created.url,
    REDIS_URL: redis.url,
    CREDENTIALS_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  };
  const start = async (app: 'api' | 'worker', env: Record<string, string>): Promise<AppProcess> => {
    const name = `${app}-${apps.length}`;
    const started = await startApp({ app, name, env: { ...shared, ...env }, folder });
    apps.push(started);
    return started;
  };
  return {
    key,
    database,
    redis,
    startApi: async ({ port: wanted = 0, env = {} } = {}) => {
      const api = await start('api', { API_PORT: String(wanted), ...env });
      const port = Number(api.ready['port']);
      return { ...api, port, url: `http://127.0.0.1:${port}` };
    },
    startWorker: (env = {}) => start('worker', env),
    stop: async () => {
      for (const app of apps) app.signal('SIGKILL');
      await Promise.all(apps.map((app) => app.exited));
      await database.close();
      await redis.stop();
      await created.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
