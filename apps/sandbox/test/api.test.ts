import { request } from 'undici';
import { idHeaders, openTestSandbox, type TestSandbox } from './open-test-sandbox.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await openTestSandbox();
});
afterEach(() => sandbox.close());

const post = (name: string, body = '{}') =>
  request(`${sandbox.origin}/hooks/${name}`, { method: 'POST', headers: idHeaders(name), body });
const mailTo = (to: string) =>
  sandbox.mailer().sendMail({ from: 'shop@example.com', to, text: 'x', headers: idHeaders(to) });
const problemOf = async (path: string, options: object = {}) => {
  const { statusCode, headers, body } = await request(sandbox.origin + path, options);
  expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  return { statusCode, ...((await body.json()) as object) };
};

test('messages come newest first, as many as asked for', async () => {
  for (const name of ['a', 'b', 'c']) await post(name);
  const messages = await sandbox.list('/api/messages?limit=2');
  expect(messages.map((message) => message['deliveryId'])).toEqual(['delivery-c', 'delivery-b']);
});

test('messages are found by channel, provider, recipient and notification', async () => {
  await mailTo('ada@example.com');
  await post('a');
  const found = async (query: string) =>
    (await sandbox.list(`/api/messages?${query}`)).map((message) => message['channel']);
  expect(await found('channel=email')).toEqual(['email']);
  expect(await found('provider=webhook')).toEqual(['webhook']);
  expect(await found('to=ada@example.com')).toEqual(['email']);
  expect(await found('notificationId=notification-a')).toEqual(['webhook']);
  expect(await found('channel=email&provider=webhook')).toEqual([]);
});

test('requests show every call, accepted or not, newest first', async () => {
  await post('status/503', '{"a":1}');
  await mailTo('ada@example.com');
  expect(await sandbox.list('/api/requests')).toEqual([
    expect.objectContaining({
      provider: 'smtp',
      method: 'DATA',
      path: null,
      to: 'ada@example.com',
      answer: { status: 250, code: '2.0.0', behaviour: 'accept' },
    }),
    {
      at: '2026-05-01T10:00:00.000Z',
      provider: 'webhook',
      method: 'POST',
      path: '/hooks/status/503',
      headers: expect.objectContaining({ 'x-carillon-attempt': 'attempt-status/503' }) as object,
      body: '{"a":1}',
      form: null,
      to: `${sandbox.origin}/hooks/status/503`,
      answer: { status: 503, code: null, behaviour: 'transient' },
    },
  ]);
});

test('a long body is trimmed in requests and whole in messages', async () => {
  const body = 'x'.repeat(500_000);
  await post('long', body);
  expect((await sandbox.one('/api/messages'))['body']).toBe(body);
  expect((await sandbox.one('/api/requests'))['body']).toBe(body.slice(0, 16 * 1024));
});

test('DELETE /api/messages empties messages and requests, never the ledger', async () => {
  await post('a');
  const { statusCode } = await request(`${sandbox.origin}/api/messages`, { method: 'DELETE' });
  expect(statusCode).toBe(204);
  expect(await sandbox.list('/api/messages')).toEqual([]);
  expect(await sandbox.list('/api/requests')).toEqual([]);
  expect(await sandbox.ledger()).toHaveLength(1);
});

test('behaviours are given back as set, and are gone after DELETE', async () => {
  const rule = {
    provider: 'smtp',
    answer: 'transient',
    to: '*@example.com',
    retryAfterSeconds: 5,
  } as const;
  await sandbox.behave(rule);
  expect(await sandbox.list('/api/behaviours')).toEqual([rule]);
  const { statusCode } = await request(`${sandbox.origin}/api/behaviours`, { method: 'DELETE' });
  expect(statusCode).toBe(204);
  expect(await sandbox.list('/api/behaviours')).toEqual([]);
});

test('a behaviour that cannot be is refused, and what was in force stays', async () => {
  await sandbox.behave({ provider: 'smtp', answer: 'hang' });
  const body = JSON.stringify([{ provider: 'smtp', answer: 'redirect' }]);
  expect(await problemOf('/api/behaviours', { method: 'PUT', body })).toMatchObject({
    statusCode: 400,
    code: 'validation_failed',
    errors: [{ path: '0.answer' }],
  });
  expect(await sandbox.list('/api/behaviours')).toHaveLength(1);
});

test.each([
  ['/api/messages?limit=1001', 400],
  ['/api/requests?limit=0', 400],
  ['/api/messages/unknown', 404],
  ['/nothing', 404],
])('%s: %i', async (path, statusCode) => {
  expect(await problemOf(path)).toMatchObject({ statusCode });
});

test('a body that is not JSON is refused', async () => {
  expect(await problemOf('/api/behaviours', { method: 'PUT', body: '{' })).toMatchObject({
    statusCode: 400,
    code: 'invalid_request',
  });
});
