import { createSign, generateKeyPairSync } from 'node:crypto';
import { request } from 'undici';
import { openTestSandbox, type TestSandbox } from './open-test-sandbox.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await openTestSandbox();
});
afterEach(() => sandbox.close());

const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = (): string => {
  const claims = { iss: 'a@example.org', scope: 's', aud: 'https://a', iat: 1, exp: 3_601 };
  const content = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${content}.${createSign('RSA-SHA256').update(content).sign(privateKey, 'base64url')}`;
};

const post = async (path: string, body: string, authorization = '') => {
  const reply = await request(sandbox.origin + path, {
    method: 'POST',
    headers: { authorization },
    body,
  });
  return { status: reply.statusCode, body: (await reply.body.json()) as Record<string, unknown> };
};
const grant = (assertion: string, grant_type = GRANT) =>
  post('/token', new URLSearchParams({ grant_type, assertion }).toString());
const MESSAGE = JSON.stringify({ message: { token: 'token-1', notification: { body: 'Hi' } } });

test('an assertion signed with any key gets a token that FCM takes', async () => {
  const { status, body } = await grant(signed());
  expect([status, body['token_type'], body['expires_in']]).toEqual([200, 'Bearer', 3_600]);
  const token = `Bearer ${String(body['access_token'])}`;
  expect((await post('/v1/projects/shop/messages:send', MESSAGE, token)).status).toBe(200);
});

test('an unsigned assertion and another grant get none', async () => {
  expect(await grant('a.b.c')).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  const other = await grant(signed(), 'password');
  expect(other).toMatchObject({ status: 400, body: { error: 'unsupported_grant_type' } });
});

test('a token that nobody gave out is refused in the form of Google', async () => {
  const refused = await post('/v1/projects/shop/messages:send', MESSAGE, 'Bearer ya29.other');
  expect(refused).toMatchObject({
    status: 401,
    body: { error: { code: 401, status: 'UNAUTHENTICATED' } },
  });
  expect(await sandbox.list('/api/messages')).toEqual([]);
});

test.each([
  [{ status: 500, code: 'INTERNAL' }, 500, 'INTERNAL', 'INTERNAL'],
  [{ status: 403, code: 'SENDER_ID_MISMATCH' }, 403, 'PERMISSION_DENIED', 'SENDER_ID_MISMATCH'],
  [{}, 503, 'UNAVAILABLE', 'UNAVAILABLE'],
])('a behaviour may name the status and the code: %j', async (more, status, name, errorCode) => {
  await sandbox.behave({ provider: 'fcm', answer: 'transient', ...more });
  const reply = await post('/v1/projects/shop/messages:send', MESSAGE, 'Bearer sandbox.x');
  expect(reply).toMatchObject({
    status,
    body: { error: { code: status, status: name, details: [{ errorCode }] } },
  });
});
