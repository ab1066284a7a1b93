import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { DEFAULT_TENANT_ID, generateApiKey, migrateUp, seedApiKey } from '@carillon/repositories';
import pg from 'pg';
import type { Closers } from '../processes/open-closers.ts';
import { startApp } from '../processes/start-app.ts';
import type { Stage } from './open-stage.ts';

/** An installation of its own: a database, an api and, if wanted, a worker. */
export interface Carillon {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly databaseUrl: string;
  /** Makes another tenant. Resolves to its key. */
  addTenant(name: string): Promise<string>;
  /** Whether some delivery has not ended. */
  isBusy(): Promise<boolean>;
  /** Whether some delivery is due and has not ended. */
  isDue(): Promise<boolean>;
  /** Resolves when every delivery has ended: nothing rides a job, nothing waits. */
  drained(): Promise<void>;
  /** Forgets all deliveries, for runs without a worker. */
  clear(): Promise<void>;
}

export interface CarillonOptions {
  /** Provider accounts of the worker, as its environment names them; none: no worker. */
  readonly accounts?: readonly unknown[];
  readonly egressAllow?: string;
  /** Fills the database before anybody uses it. */
  readonly prepare?: (databaseUrl: string) => Promise<void>;
}

/** Counted as in production, and never reached: what is measured is what the api can do. */
const RATE_LIMITS = {
  RATE_LIMIT_REQUESTS: '1000000:1000000',
  RATE_LIMIT_NOTIFICATIONS: '1000000:10000000',
  RATE_LIMIT_TENANT_REQUESTS: '1000000:1000000',
  RATE_LIMIT_TENANT_NOTIFICATIONS: '1000000:10000000',
};

const DRAIN_MS = 120_000;
const POLL_MS = 10;
/** Looked at in turn: the second one goes through all partitions, and is asked at the end only. */
const BUSY = [
  'SELECT EXISTS (SELECT FROM dispatch) AS busy',
  `SELECT EXISTS (SELECT FROM dispatch)
    OR EXISTS (SELECT FROM delivery WHERE dispatch_id IS NULL) AS busy`,
];
const OPEN = `SELECT EXISTS (SELECT FROM delivery
  WHERE status IN ('scheduled', 'queued', 'retrying', 'sending')) AS busy`;
const DUE = OPEN.replace(') AS', ' AND due_at <= now()) AS');
const TABLES = 'notification, delivery, attempt, dispatch, batch, dead_letter, idempotency_key';

export const openCarillon = async (
  stage: Stage,
  closers: Closers,
  options: CarillonOptions = {},
): Promise<Carillon> => {
  const databaseUrl = await createDatabase(stage);
  await options.prepare?.(databaseUrl);
  const addKey = async (tenantId = DEFAULT_TENANT_ID): Promise<string> => {
    const key = generateApiKey();
    const scopes = ['notifications:write'];
    await seedApiKey(databaseUrl, { key, name: 'bench', scopes, tenantId });
    return key;
  };
  const apiKey = await addKey();
  const env = {
    DATABASE_URL: databaseUrl,
    REDIS_URL: stage.redisUrl,
    LOG_LEVEL: 'error',
    EGRESS_ALLOW: options.egressAllow ?? '',
  };
  if (options.accounts !== undefined) {
    await startApp(closers, 'worker', {
      ...env,
      PROVIDER_ACCOUNTS: JSON.stringify(options.accounts),
    });
  }
  const listening = { API_PORT: '0', HOST: '127.0.0.1', ...RATE_LIMITS };
  const { port } = await startApp(closers, 'api', { ...env, ...listening });
  const client = new pg.Client(databaseUrl);
  await client.connect();
  client.on('error', () => {}); // What the connection was for fails then, and says why.
  closers.add(() => client.end());
  return {
    apiUrl: `http://127.0.0.1:${port}`,
    apiKey,
    databaseUrl,
    addTenant: async (name) => {
      const id = randomUUID();
      await client.query('INSERT INTO tenant (id, name) VALUES ($1, $2)', [id, name]);
      return addKey(id);
    },
    isBusy: async () => (await client.query<{ busy: boolean }>(OPEN)).rows[0]?.busy !== false,
    isDue: async () => (await client.query<{ busy: boolean }>(DUE)).rows[0]?.busy !== false,
    drained: async () => {
      const deadline = performance.now() + DRAIN_MS;
      for (;;) {
        if (!(await isBusy(client))) return;
        if (performance.now() > deadline) throw new Error('the deliveries did not end in time');
        await delay(POLL_MS);
      }
    },
    clear: async () => void (await client.query(`TRUNCATE ${TABLES}`)),
  };
};

const isBusy = async (client: pg.Client): Promise<boolean> => {
  for (const [i, text] of BUSY.entries()) {
    const { rows } = await client.query<{ busy: boolean }>({ name: `busy-${i}`, text });
    if (rows[0]?.busy !== false) return true;
  }
  return false;
};

const createDatabase = async (stage: Stage): Promise<string> => {
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client(stage.adminUrl);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const url = new URL(stage.adminUrl);
  url.pathname = `/${name}`;
  await migrateUp(url.href);
  return url.href;
};
