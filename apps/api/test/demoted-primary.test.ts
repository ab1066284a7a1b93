import { generateApiKey, migrateUp, seedApiKey } from '@carillon/repositories';
import { readConfig, silentLogger } from '@carillon/runtime';
import {
  eventually,
  restartablePostgres,
  type RestartablePostgres,
  testRedis,
} from '@carillon/testing';
import { configSchema } from '../src/config.ts';
import { type RunningApi, startApi } from '../src/start-api.ts';
import { emailRequest } from './requests.ts';

const key = generateApiKey();
let postgres: RestartablePostgres;
let api: RunningApi;
beforeAll(async () => {
  postgres = await restartablePostgres();
  await migrateUp(postgres.url);
  await seedApiKey(postgres.url, { key, name: 'test', scopes: ['notifications:write'] });
  const env = { DATABASE_URL: postgres.url, REDIS_URL: testRedis().url, API_PORT: '0' };
  api = await startApi(readConfig(configSchema, env), silentLogger);
});
afterAll(async () => {
  await api.close();
  await postgres.remove();
});

const statusOf = async (method: string, url: string): Promise<number> => {
  const response = await fetch(`http://127.0.0.1:${api.port}${url}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(method === 'POST' ? { body: JSON.stringify(emailRequest()) } : {}),
  });
  await response.arrayBuffer();
  return response.status;
};
const readiness = () => statusOf('GET', '/readyz');
const accepting = () => statusOf('POST', '/api/v1/notifications');
const reading = () => statusOf('GET', '/api/v1/notifications');

test('on a primary that was demoted an api is not ready, and goes on by itself when it is one again', async () => {
  expect([await readiness(), await accepting(), await reading()]).toEqual([200, 202, 200]);
  await postgres.demote();
  expect([await readiness(), await accepting(), await reading()]).toEqual([503, 503, 503]);
  expect(await statusOf('GET', '/health')).toBe(200);
  postgres.promote();
  await eventually(async () => {
    expect([await readiness(), await accepting(), await reading()]).toEqual([200, 202, 200]);
  });
});
