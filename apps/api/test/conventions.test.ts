import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi({ CORS_ORIGINS: 'https://app.example' });

test('an unknown path is 404 problem+json, after the key was looked at', async () => {
  const { status, body, headers } = await api().call('GET', '/nonsense');
  expect([status, body.code]).toEqual([404, 'not_found']);
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect((await api().call('GET', '/nonsense', { key: null })).status).toBe(401);
  expect((await api().call('GET', '//nonsense', { key: null })).status).toBe(404);
});

test('a method that a path has not is 405 with Allow', async () => {
  const { status, body, headers } = await api().call('PUT', '/notifications/batch');
  expect([status, body.code, headers.get('allow')]).toEqual([
    405,
    'method_not_allowed',
    'POST, OPTIONS',
  ]);
  const list = await api().call('DELETE', '/notifications');
  expect(list.headers.get('allow')).toBe('POST, GET, HEAD, OPTIONS');
});

test.each(['x', 'NOT-A-UUID', '%E0%A4%A', '01990000-0000-7000-8000-000000000000x'])(
  'the malformed id %s is 404',
  async (id) => {
    const { status, body } = await api().call('GET', `/notifications/${id}`);
    expect([status, body.code]).toEqual([404, 'not_found']);
  },
);

test('the checks come in their order', async () => {
  const reader = await api().makeKey(['notifications:read']);
  const large = 'x'.repeat(300_000);
  const plain = { 'content-type': 'text/plain' };
  const codes = [
    await api().call('POST', '/notifications', { key: 'wrong', body: large, headers: plain }),
    await api().call('POST', '/notifications', { key: reader, body: large, headers: plain }),
    await api().call('POST', '/notifications', { body: large, headers: plain }),
    await api().call('POST', '/notifications', { body: large }),
    await api().call('POST', '/notifications', { body: '{' }),
    await api().call('POST', '/notifications', { body: {} }),
  ].map(({ body }) => body.code);
  expect(codes).toEqual([
    'unauthenticated',
    'insufficient_scope',
    'unsupported_media_type',
    'payload_too_large',
    'invalid_json',
    'validation_failed',
  ]);
});

test('a request id is echoed, or replaced where it is not one', async () => {
  const echo = async (id: string) => {
    const reply = await api().call('GET', '/nonsense', { headers: { 'x-request-id': id } });
    expect(reply.body.requestId).toBe(reply.headers.get('x-request-id'));
    return reply.headers.get('x-request-id');
  };
  expect(await echo('order-42.try_1')).toBe('order-42.try_1');
  expect(await echo('a b')).toMatch(/^[0-9a-f-]{36}$/);
  expect(await echo('x'.repeat(129))).toMatch(/^[0-9a-f-]{36}$/);
});

test('every request is one line of the log, with its route and never its path', async () => {
  await api().call('GET', '/subscribers/ada.lovelace', { headers: { 'x-request-id': 'line' } });
  const lines = api().lines.filter((line) => line.includes('"requestId":"line"'));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    message: 'request',
    method: 'GET',
    route: '/subscribers/{subscriberId}',
    status: 404,
    code: 'not_found',
    durationMs: expect.any(Number),
    tenantId: expect.any(String),
  });
});

test('OPTIONS is answered without a key', async () => {
  const { status, headers } = await api().call('OPTIONS', '/notifications', { key: null });
  expect([status, headers.get('allow')]).toEqual([204, 'POST, GET, HEAD, OPTIONS']);
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect((await api().call('OPTIONS', '/nonsense', { key: null })).status).toBe(404);
});

test('pages of the configured origins may call, others may not', async () => {
  const from = async (origin: string, method: string) =>
    (await api().call(method, '/notifications', { headers: { origin } })).headers;
  const preflight = await from('https://app.example', 'OPTIONS');
  expect(preflight.get('access-control-allow-origin')).toBe('https://app.example');
  expect(preflight.get('access-control-allow-headers')).toContain('Idempotency-Key');
  const answer = await from('https://app.example', 'GET');
  expect(answer.get('access-control-allow-origin')).toBe('https://app.example');
  expect(answer.get('vary')).toBe('Origin');
  expect((await from('https://evil.example', 'GET')).get('access-control-allow-origin')).toBeNull();
});

test('HEAD is GET without a body', async () => {
  const made = await api().call('POST', '/notifications', { body: emailRequest() });
  const { status, text } = await api().call('HEAD', `/notifications/${made.body.id}`);
  expect([status, text]).toEqual([200, '']);
});

test('answers are not to be sniffed or stored, and do not say what serves them', async () => {
  const { headers } = await api().call('GET', '/notifications');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
});
