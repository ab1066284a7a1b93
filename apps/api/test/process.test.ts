import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { generateApiKey, openDatabase, seedApiKey } from '@carillon/repositories';
import { createTestDatabase, eventually, testRedis, type TestDatabase } from '@carillon/testing';
import { emailRequest } from './requests.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const start = (databaseUrl: string): { child: ChildProcess; output: () => string } => {
  const main = path.join(import.meta.dirname, '../src/main.ts');
  const child = fork(main, {
    env: {
      DATABASE_URL: databaseUrl,
      REDIS_URL: testRedis().url,
      API_PORT: '0',
      ADMIN_PORT: '0',
      BULL_BOARD_USER: 'operator',
      BULL_BOARD_PASSWORD: 'open sesame',
    },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    silent: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  }
  return { child, output: () => text };
};

const ready = async (child: ChildProcess): Promise<number> => {
  const [message] = (await once(child, 'message')) as [{ type: string; port: number }];
  expect(message.type).toBe('ready');
  return message.port;
};

const exitOf = async (child: ChildProcess): Promise<number | null> => {
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
};

test('it says where it listens, and ends when its parent is gone', async () => {
  const { child } = start(database.url);
  const port = await ready(child);
  expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
  child.disconnect();
  expect(await exitOf(child)).toBe(0);
});

test('row 40: SIGTERM under load ends with 0, and every 202 is stored', async () => {
  const key = generateApiKey();
  await seedApiKey(database.url, { key, name: 'test', scopes: ['notifications:write'] });
  const { child } = start(database.url);
  const port = await ready(child);
  const accepted: string[] = [];
  const ended = exitOf(child);
  const post = async (): Promise<void> => {
    const reply = await fetch(`http://127.0.0.1:${port}/api/v1/notifications`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(emailRequest()),
    });
    if (reply.status === 202) accepted.push(((await reply.json()) as { id: string }).id);
  };
  const clients = Array.from({ length: 10 }, async () => {
    for (;;) await post();
  });
  await eventually(() => accepted.length > 100);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  await Promise.allSettled(clients);
  const opened = openDatabase({ url: database.url, applicationName: 'api-test' });
  const { rows } = await opened.pool.query<{ id: string }>('SELECT id FROM notification');
  await opened.close();
  const stored = new Set(rows.map(({ id }) => id));
  expect(accepted.filter((id) => !stored.has(id))).toEqual([]);
});

test('without a schema it refuses to start and says what to do', async () => {
  const empty = await createTestDatabase();
  const opened = openDatabase({ url: empty.url, applicationName: 'api-test' });
  await opened.pool.query('DROP TABLE installation CASCADE');
  await opened.close();
  const { child, output } = start(empty.url);
  expect(await exitOf(child)).toBe(1);
  expect(output()).toContain('run the migrations first');
  await empty.drop();
});
