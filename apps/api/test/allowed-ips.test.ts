import { startTestApi, type TestApi } from './start-test-api.ts';

/** A key that serves one network only, made as its row. */
const keyFor = async (api: TestApi, network: string): Promise<string> => {
  const key = await api.makeKey(['notifications:read']);
  await api.database.pool.query('UPDATE api_key SET allowed_ips = $2 WHERE prefix = $1', [
    key.slice(9, 17),
    [network],
  ]);
  return key;
};

describe('without a proxy', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.stop());

  test('from an address that is not its own a key is the same 401 as no key', async () => {
    const key = await keyFor(api, '203.0.113.0/24');
    const wrong = await api.call('GET', '/notifications', { key });
    const missing = await api.call('GET', '/notifications', { key: null });
    expect(wrong.status).toBe(401);
    const withoutId = (body: object) => ({ ...body, requestId: null });
    expect(withoutId(wrong.body)).toEqual(withoutId(missing.body));
  });

  test("the peer's address counts, whatever the client says that it is", async () => {
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    const far = await keyFor(api, '203.0.113.0/24');
    expect((await api.call('GET', '/notifications', { key: far, headers })).status).toBe(401);
    const near = await keyFor(api, '127.0.0.0/8');
    expect((await api.call('GET', '/notifications', { key: near, headers })).status).toBe(200);
  });
});

describe('behind a proxy that is trusted', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ TRUST_PROXY: 'loopback' });
  });
  afterAll(() => api.stop());

  test('the address that the proxy saw counts, not those that the client put before it', async () => {
    const key = await keyFor(api, '203.0.113.0/24');
    const from = async (forwarded: string): Promise<number> => {
      const headers = { 'x-forwarded-for': forwarded };
      return (await api.call('GET', '/notifications', { key, headers })).status;
    };
    expect(await from('203.0.113.7')).toBe(200);
    expect(await from('203.0.113.7, 198.51.100.1')).toBe(401);
  });

  test.each([
    ['203.0.113.7:51234', '203.0.113.0/24'],
    ['203.0.113.7, 127.0.0.1:443', '203.0.113.0/24'],
    ['[2001:db8::7]:443', '2001:db8::/64'],
  ])('a proxy may write ports: %s', async (forwarded, network) => {
    const key = await keyFor(api, network);
    const headers = { 'x-forwarded-for': forwarded };
    expect((await api.call('GET', '/notifications', { key, headers })).status).toBe(200);
  });
});
