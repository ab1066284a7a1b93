import { hashPassword } from '@carillon/runtime';
import { eventually } from '@carillon/testing';
import type { Reply, TestApi } from './start-test-api.ts';
import { startTestApi } from './start-test-api.ts';

const PASSWORD = 'open sesame';

let api: TestApi;
beforeAll(async () => {
  const hash = await hashPassword(PASSWORD);
  api = await startTestApi({
    OPERATORS: `ada:operator:${hash},bob:viewer:${hash}`,
    RATE_LIMIT_LOGINS: '0.005:5',
  });
});
afterAll(() => api.stop());

const loginOf = (name: string, password = PASSWORD): string =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;

const ask = (
  method: string,
  path: string,
  { as = 'ada', headers = {} }: { as?: string; headers?: Record<string, string> } = {},
): Promise<Reply> =>
  api.call(method, `//admin/queues${path}`, {
    key: null,
    headers: { authorization: loginOf(as), ...headers },
  });

const PROMOTE = '/api/queues/email/promote';

test('a viewer sees the queues and changes nothing', async () => {
  expect((await ask('GET', '/api/queues', { as: 'bob' })).status).toBe(200);
  for (const path of [PROMOTE, '/api/queues/email/pause', '/api/queues/pause']) {
    const { status, headers } = await ask('PUT', path, { as: 'bob' });
    expect([path, status, headers.get('allow')]).toEqual([path, 405, 'GET, HEAD']);
  }
});

test('an operator may retry and promote', async () => {
  expect((await ask('PUT', PROMOTE)).status).toBe(200);
  expect((await ask('PUT', '/api/queues/email/retry/failed')).status).toBe(200);
});

test('what an operator does is in the audit log under his name', async () => {
  await ask('PUT', PROMOTE);
  const path = '/audit-entries?action=queue_changed&limit=1';
  const { body } = await api.call('GET', path, { key: api.adminKey });
  expect(body.data).toEqual([
    expect.objectContaining({
      actor: 'operator:ada',
      entityId: 'email',
      after: { change: 'promote' },
    }),
  ]);
});

test.each([
  ['PUT', '/api/queues/pause'],
  ['PUT', '/api/queues/email/pause'],
  ['PUT', '/api/queues/email/empty'],
  ['PUT', '/api/queues/email/obliterate'],
  ['PUT', '/api/queues/email/clean/completed'],
  ['PUT', '/api/queues/email/concurrency'],
  ['PUT', '/api/queues/email/rate-limit'],
  ['POST', '/api/queues/email/add'],
  ['PATCH', '/api/queues/email/1/update-data'],
  ['PATCH', '/api/queues/email/1/priority'],
  ['PUT', '/api/queues/email/1/clean'],
])('nobody may %s %s', async (method, path) => {
  const { status, body } = await ask(method, path);
  expect([status, body.code]).toEqual([403, 'insufficient_scope']);
});

test("another site's page cannot use an operator's login", async () => {
  const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
  expect((await ask('PUT', PROMOTE, { headers })).status).toBe(403);
  const own = { 'sec-fetch-site': 'same-origin', origin: api.url };
  expect((await ask('PUT', PROMOTE, { headers: own })).status).toBe(200);
});

test('nothing is said about Redis', async () => {
  expect((await ask('GET', '/api/redis/stats')).status).toBe(403);
});

test('a log line says which operator it was', async () => {
  await ask('PUT', PROMOTE);
  await eventually(() => api.lines.some((line) => line.includes('"operator":"ada"')));
  expect(api.lines.some((line) => line.includes(PASSWORD))).toBe(false);
});

test('wrong passwords are limited by address; who is logged in goes on', async () => {
  expect((await ask('GET', '/api/queues')).status).toBe(200);
  const headers = { authorization: loginOf('ada', 'wrong') };
  expect((await ask('GET', '', { headers })).status).toBe(401);
  await eventually(async () => expect((await ask('GET', '', { headers })).status).toBe(429));
  expect((await ask('GET', '/api/queues')).status).toBe(200);
  expect((await api.call('GET', '/notifications')).status).toBe(200);
});
