import { eventually, startTestServices } from '@carillon/testing';
import { openProxy } from './interruptible-proxy.ts';
import { emailRequest } from './requests.ts';
import { startTestApi, type Reply, type TestApi } from './start-test-api.ts';
import { testApi } from './test-api.ts';

/** One an hour: nothing comes back while a test runs. */
const HOURLY = 1 / 3_600;

const api = testApi({ RATE_LIMIT_NOTIFICATIONS: '0.0003:10' });

/** A key with a limit of its own for requests. */
const limitedKey = async (burst: number, target: TestApi = api()): Promise<string> => {
  const key = await target.makeKey(['notifications:write']);
  await target.database.pool.query('UPDATE api_key SET rate_limit = $1 WHERE prefix = $2', [
    { perSecond: HOURLY, burst },
    key.split('_')[2],
  ]);
  return key;
};

const stored = async ({ database }: TestApi = api()): Promise<number> => {
  const { rows } = await database.pool.query('SELECT count(*)::int AS n FROM notification');
  return rows[0].n;
};

const post = (key: string, target: TestApi = api()): Promise<Reply> =>
  target.call('POST', '/notifications', { key, body: emailRequest() });

const batchOf = (count: number) => ({
  notifications: Array.from({ length: count }, () => emailRequest()),
});

const countOf = (replies: readonly Reply[], wanted: number): number =>
  replies.filter(({ status }) => status === wanted).length;

const ALONE = 'carillon_rate_limiter_unavailable_total';

const metric = async (name: string, target = api(), origin = target.url): Promise<number> => {
  const { text } = await target.call('GET', '//metrics', { key: null, origin });
  return Number(new RegExp(`^${name}.* (\\d+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
};

test('row 23: over the limit it is 429 with Retry-After and RateLimit, and nothing is stored', async () => {
  const key = await limitedKey(3);
  const before = await stored();
  const replies: Reply[] = [];
  for (let i = 0; i < 5; i += 1) replies.push(await post(key));
  expect(replies.map(({ status }) => status)).toEqual([202, 202, 202, 429, 429]);
  const { body, headers } = replies[4] as Reply;
  expect(body).toMatchObject({ status: 429, code: 'rate_limited', detail: /"requests"/ });
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(3_000);
  expect(headers.get('ratelimit')).toMatch(/^"requests";r=0;t=\d+$/);
  expect(headers.get('ratelimit-policy')).toMatch(/^"requests";q=3;w=10800, "tenant-requests";q=/);
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(await stored()).toBe(before + 3);
});

test.each([
  [202, 'POST', '/notifications', emailRequest()],
  [200, 'GET', '/notifications', undefined],
  [400, 'POST', '/notifications', {}],
  [403, 'GET', '/provider-accounts', undefined],
  [404, 'GET', '/nothing', undefined],
  [405, 'PUT', '/notifications', undefined],
])('%i carries RateLimit and RateLimit-Policy', async (status, method, path, body) => {
  const key = await api().makeKey(['notifications:write']);
  const reply = await api().call(method, path, { key, body });
  expect(reply.status).toBe(status);
  expect(reply.headers.get('ratelimit')).toMatch(/^"requests";r=(?:4999|5000);t=[01]/);
  expect(reply.headers.get('ratelimit-policy')).toMatch(
    /^"requests";q=5000;w=5, "tenant-requests"/,
  );
});

test('beyond its limit a key that names another tenant is 429', async () => {
  const [key, headers] = [await limitedKey(1), { 'x-tenant-id': await api().makeTenant() }];
  const ask = () => api().call('GET', '/notifications', { key, headers });
  expect([(await ask()).status, (await ask()).status]).toEqual([403, 429]);
});

test('an answer without a caller carries no limits', async () => {
  const reply = await api().call('GET', '/notifications', { key: null });
  expect([reply.status, reply.headers.get('ratelimit')]).toEqual([401, null]);
});

test('a batch costs as many notifications as it has, and is refused as a whole', async () => {
  const key = await api().makeKey(['notifications:write']);
  const before = await stored();
  const send = (count: number) =>
    api().call('POST', '/notifications/batch', { key, body: batchOf(count) });
  const first = await send(8);
  expect(first.status).toBe(202);
  expect(first.headers.get('ratelimit')).toMatch(/"notifications";r=2;t=\d+$/);
  const refused = await send(3);
  expect([refused.status, refused.body.detail]).toEqual([429, expect.stringMatching(/"notif/)]);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(1_000);
  expect((await send(2)).status).toBe(202);
  expect((await post(key)).status).toBe(429);
  expect((await api().call('GET', '/notifications', { key })).status).toBe(200);
  expect(await stored()).toBe(before + 10);
});

test('what is not valid costs no notifications', async () => {
  const key = await api().makeKey(['notifications:write']);
  for (let i = 0; i < 11; i += 1) {
    const { status } = await api().call('POST', '/notifications', { key, body: {} });
    expect(status).toBe(400);
  }
  expect((await post(key)).status).toBe(202);
});

test('the keys of a tenant share its limit, other tenants have their own', async () => {
  const small = await startTestApi({ RATE_LIMIT_TENANT_REQUESTS: '0.0003:4' });
  const [one, other] = [await limitedKey(3, small), await limitedKey(3, small)];
  const statuses = [];
  for (const key of [one, one, one, other]) statuses.push((await post(key, small)).status);
  expect(statuses).toEqual([202, 202, 202, 202]);
  const refused = await post(other, small);
  expect([refused.status, refused.body.detail]).toEqual([429, expect.stringMatching(/"tenant-r/)]);
  expect(refused.headers.get('ratelimit')).toMatch(/^"tenant-requests";r=0;/);
  const neighbour = await small.makeKey(['notifications:write'], await small.makeTenant());
  expect((await post(neighbour, small)).status).toBe(202);
  await small.stop();
});

/**
 * Asks two processes at once; `alone` is how many were decided without Redis, in a stall. What Redis
 * grants one of these too late comes back, and may be missed by others meanwhile.
 */
const askBoth = async (burst: number, count: number) => {
  const [key, other] = [await limitedKey(burst), await api().startAnother()];
  const origins = [api().url, other];
  const alone = async (): Promise<number> => {
    const counts = origins.map((origin) => metric(ALONE, api(), origin));
    return (await Promise.all(counts)).reduce((sum, n) => sum + n, 0);
  };
  const before = await alone();
  const calls = Array.from({ length: count }, (_, i) =>
    api().call('GET', '/notifications', { key, origin: origins[i % 2] ?? other }),
  );
  const passed = countOf(await Promise.all(calls), 200);
  return { passed, alone: (await alone()) - before };
};

test('two processes share one budget: a small one exactly', async () => {
  const { passed, alone } = await askBoth(9, 30);
  expect(passed).toBeGreaterThanOrEqual(9 - alone);
  expect(passed).toBeLessThanOrEqual(9 + alone);
});

test('two processes share one budget: a large one within a tenth for each', async () => {
  const { passed, alone } = await askBoth(100, 300);
  expect(passed).toBeGreaterThanOrEqual(100 - alone);
  expect(passed).toBeLessThanOrEqual(120 + alone);
});

test('a Redis that hangs refuses nobody: each process goes on by its own count', async () => {
  const redis = await startTestServices(['redis']);
  const proxy = await openProxy(redis.redisUrl ?? '');
  const hung = await startTestApi({ REDIS_URL: proxy.url });
  await eventually(async () => {
    expect((await hung.call('GET', '//readyz')).body.status).toBe('ok');
  });
  const key = await limitedKey(4, hung);
  proxy.freeze();
  const replies = await Promise.all(Array.from({ length: 10 }, () => post(key, hung)));
  expect([countOf(replies, 202), countOf(replies, 429)]).toEqual([4, 6]);
  expect(await metric(ALONE, hung)).toBeGreaterThan(3);
  await hung.stop();
  await proxy.close();
  await redis.stop();
});

describe('without Redis', () => {
  let redis: Awaited<ReturnType<typeof startTestServices>>;
  let alone: TestApi;
  beforeAll(async () => {
    redis = await startTestServices(['redis']);
    alone = await startTestApi({ REDIS_URL: redis.redisUrl ?? '' });
    await eventually(async () => (await alone.call('GET', '//readyz')).body.status === 'ok');
    await redis.stop();
  });
  afterAll(() => alone.stop());

  test('nobody is refused for it, and a metric tells', async () => {
    const replies = await Promise.all(Array.from({ length: 50 }, () => post(alone.key, alone)));
    expect(countOf(replies, 202)).toBe(50);
    expect(replies[0]?.headers.get('ratelimit')).toMatch(/^"requests";r=\d+;t=\d+/);
    expect(await metric(ALONE, alone)).toBeGreaterThan(50);
  });

  test('each process goes on by its own count', async () => {
    const key = await limitedKey(4, alone);
    const replies = await Promise.all(Array.from({ length: 10 }, () => post(key, alone)));
    expect([countOf(replies, 202), countOf(replies, 429)]).toEqual([4, 6]);
  });
});
