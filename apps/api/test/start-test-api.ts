import { randomUUID } from 'node:crypto';
import {
  type Database,
  DEFAULT_TENANT_ID,
  generateApiKey,
  openDatabase,
  seedApiKey,
} from '@carillon/repositories';
import { type Logger, readConfig } from '@carillon/runtime';
import { createTestDatabase, testRedis } from '@carillon/testing';
import { TENANT_SCOPES } from '../src/auth/scopes.ts';
import { configSchema } from '../src/config.ts';
import { startApi } from '../src/start-api.ts';

/** What came back: problem+json and JSON alike are parsed. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Tests look into whatever came.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

export interface CallOptions {
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Another api than this one. */
  readonly origin?: string;
  /** Sent as JSON; a string or bytes as they are. */
  readonly body?: unknown;
}

export interface TestApi {
  readonly url: string;
  /** Where Bull Board is, if it has a listener of its own. */
  readonly adminUrl: string;
  readonly database: Database;
  /** A key of the tenant `default` with every scope of a tenant. */
  readonly key: string;
  readonly adminKey: string;
  /** Everything that was logged. */
  readonly lines: readonly string[];
  /** Makes a key with these scopes, of this tenant or of the default one. */
  makeKey(scopes: readonly string[], tenantId?: string): Promise<string>;
  makeTenant(): Promise<string>;
  /** Starts one more api on the same database, and answers its URL. */
  startAnother(): Promise<string>;
  /** Calls a path below the base path, or with a leading `//` one beside it. */
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  stop(): Promise<void>;
}

const capturingLogger = (lines: string[]): Logger => {
  const write = (message: string, fields: object = {}): void => {
    lines.push(JSON.stringify({ message, ...fields }));
  };
  const log: Logger = { debug: write, info: write, warn: write, error: write, child: () => log };
  return log;
};

const sent = (body: unknown): Pick<RequestInit, 'body'> => {
  if (body === undefined) return {};
  if (typeof body === 'string' || body instanceof Uint8Array) return { body };
  return { body: JSON.stringify(body) };
};

/** A whole api in this process, on a database and a corner of Redis of its own. */
export const startTestApi = async (
  env: Readonly<Record<string, string>> = {},
  /** Puts something between the api and its PostgreSQL. */
  throughProxy: (url: string) => Promise<string> = async (url) => url,
): Promise<TestApi> => {
  const created = await createTestDatabase();
  const redis = testRedis();
  const database = openDatabase({ url: created.url, applicationName: 'api-test' });
  await database.pool.query('UPDATE installation SET id = $1', [redis.installationId]);
  const makeKey = async (scopes: readonly string[], tenantId = DEFAULT_TENANT_ID) => {
    const key = generateApiKey();
    await seedApiKey(created.url, { key, name: 'test', scopes, tenantId });
    return key;
  };
  const [key, adminKey] = [await makeKey(TENANT_SCOPES), await makeKey(['admin'])];
  const lines: string[] = [];
  const config = readConfig(configSchema, {
    DATABASE_URL: await throughProxy(created.url),
    REDIS_URL: redis.url,
    API_PORT: '0',
    EGRESS_ALLOW: 'http://127.0.0.1:3100',
    CREDENTIALS_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    PUBLIC_URL: 'https://carillon.example',
    ...env,
  });
  const running = await startApi(config, capturingLogger(lines));
  const others: (typeof running)[] = [];
  const url = `http://127.0.0.1:${running.port}`;
  return {
    url,
    adminUrl: `http://127.0.0.1:${running.adminPort ?? 0}`,
    database,
    key,
    adminKey,
    lines,
    makeKey,
    startAnother: async () => {
      const other = await startApi(config, capturingLogger(lines));
      others.push(other);
      return `http://127.0.0.1:${other.port}`;
    },
    makeTenant: async () => {
      const id = randomUUID();
      await database.pool.query('INSERT INTO tenant (id, name) VALUES ($1, $2)', [id, id]);
      return id;
    },
    call: async (method, path, options = {}) => {
      const { key: named = key, headers = {}, origin = url, body } = options;
      const target = path.startsWith('//') ? origin + path.slice(1) : `${origin}/api/v1${path}`;
      const response = await fetch(target, {
        method,
        redirect: 'manual',
        headers: {
          ...(named === null ? {} : { authorization: `Bearer ${named}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...sent(body),
      });
      const text = await response.text();
      const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
      const parsed: unknown = isJson ? JSON.parse(text) : null;
      return { status: response.status, headers: response.headers, text, body: parsed };
    },
    stop: async () => {
      await Promise.all([running, ...others].map((each) => each.close()));
      await database.close();
      await created.drop();
    },
  };
};
