import { parseApiKey } from '@carillon/repositories';
import { TENANT_SCOPES } from '../src/auth/scopes.ts';
import { testApi } from './test-api.ts';

const api = testApi();
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);

const make = async (parts: object = {}, key = api().key) => {
  const body = { name: 'reader', scopes: ['notifications:read', 'keys:write'], ...parts };
  return call('POST', '/api-keys', { body, key });
};
const statusWith = async (key: string): Promise<number> =>
  (await call('GET', '/notifications', { key })).status;

test('a key that was made works, and shows its secret never again', async () => {
  const { status, body } = await make();
  expect(status).toBe(201);
  expect(parseApiKey(body.key)).not.toBeNull();
  expect(body.key.startsWith(body.prefix)).toBe(true);
  expect(await statusWith(body.key)).toBe(200);
  const { key, ...view } = body;
  const one = await call('GET', `/api-keys/${body.id}`);
  expect(one.body).toEqual({ ...view, lastUsedAt: expect.any(String) });
  const { text } = await call('GET', '/api-keys?limit=100');
  expect(text).toContain(body.id);
  for (const shown of [one.text, text, api().lines.join('')]) {
    expect(shown).not.toContain(key.slice(18));
  }
});

test('a repeated request under its idempotency key is answered with the same key, kept sealed', async () => {
  const options = {
    body: { name: 'once', scopes: ['notifications:read'] },
    headers: { 'idempotency-key': 'make-a-key' },
  };
  const first = await call('POST', '/api-keys', options);
  const again = await call('POST', '/api-keys', options);
  expect([again.status, again.text]).toEqual([201, first.text]);
  const { rows } = await api().database.pool.query(
    "SELECT body FROM idempotency_key WHERE key = 'make-a-key'",
  );
  expect(rows[0].body).not.toContain(first.body.key);
});

test.each([
  ['scopes.0', { scopes: ['everything'] }],
  ['scopes', { scopes: [] }],
  ['scopes', { scopes: ['notifications:read', 'notifications:read'] }],
  ['name', { name: '' }],
  ['name', { name: ' \u00a0\u2003' }],
  ['expiresAt', { expiresAt: '2020-01-01T00:00:00.000Z' }],
  ['expiresAt', { expiresAt: '2099-01-01T00:00:00' }],
  ['rateLimit.burst', { rateLimit: { perSecond: 1 } }],
  ['rateLimit.perSecond', { rateLimit: { perSecond: 0, burst: 1 } }],
  ['allowedIps.0', { allowedIps: ['example.com'] }],
  ['allowedIps', { allowedIps: [] }],
  ['tenantId', { tenantId: 'x' }],
])('400 at %s', async (path, parts) => {
  const { status, body } = await make(parts);
  expect([status, body.code, body.errors[0].path]).toEqual([400, 'validation_failed', path]);
});

test('nobody gives what he has not', async () => {
  const { body } = await make();
  const more = await make({ scopes: ['notifications:write'] }, body.key);
  expect([more.status, more.body.code]).toEqual([403, 'insufficient_scope']);
  expect((await make({ scopes: ['admin'] })).status).toBe(403);
  expect((await make({ scopes: ['notifications:read', 'keys:read'] }, body.key)).status).toBe(201);
});

test("an admin makes a tenant's keys by naming it, and admin keys without", async () => {
  const tenant = await api().makeTenant();
  const options = { key: api().adminKey, headers: { 'x-tenant-id': tenant } };
  const body = { name: 'theirs', scopes: ['notifications:read'] };
  const made = await call('POST', '/api-keys', { ...options, body });
  const headers = { 'x-tenant-id': tenant };
  expect((await call('GET', '/notifications', { key: made.body.key, headers })).status).toBe(200);
  const admin = { name: 'operator', scopes: ['admin'] };
  const refused = await call('POST', '/api-keys', { ...options, body: admin });
  expect([refused.status, refused.body.errors[0].path]).toEqual([400, 'scopes.0']);
  const given = await make(admin, api().adminKey);
  expect((await call('GET', '/tenants', { key: given.body.key })).status).toBe(200);
});

test('what limits a key is kept with it', async () => {
  const limits = {
    rateLimit: { perSecond: 5, burst: 10 },
    allowedIps: ['203.0.113.0/24', '2001:db8::/32'],
    expiresAt: '2099-01-01T00:00:00.000Z',
  };
  const { body } = await make(limits);
  expect(body).toMatchObject(limits);
  expect(await statusWith(body.key)).toBe(401); // it serves another network
});

describe('revocation', () => {
  test('a revoked key ends at once, and is not there any more', async () => {
    const { body } = await make();
    expect(await statusWith(body.key)).toBe(200);
    const path = `/api-keys/${body.id}`;
    expect((await call('DELETE', path)).status).toBe(204);
    expect(await statusWith(body.key)).toBe(401);
    expect((await call('GET', path)).status).toBe(404);
    expect((await call('DELETE', path)).status).toBe(404);
    expect((await call('POST', `${path}/rotate`)).status).toBe(404);
    expect((await call('GET', '/api-keys?limit=100')).text).not.toContain(body.id);
  });

  test('a key may revoke itself', async () => {
    const { body } = await make();
    const path = `/api-keys/${body.id}`;
    expect((await call('DELETE', path, { key: body.key })).status).toBe(204);
    expect(await statusWith(body.key)).toBe(401);
  });

  test('it ends what the key was before a rotation too', async () => {
    const { body } = await make();
    const rotated = await call('POST', `/api-keys/${body.id}/rotate`);
    await call('DELETE', `/api-keys/${body.id}`);
    expect(await statusWith(body.key)).toBe(401);
    expect(await statusWith(rotated.body.key)).toBe(401);
  });
});

describe('rotation', () => {
  test('both keys work until the grace ends', async () => {
    const { body } = await make();
    const { status, body: rotated } = await call('POST', `/api-keys/${body.id}/rotate`);
    expect([status, Object.keys(rotated)]).toEqual([200, ['key']]);
    expect([await statusWith(body.key), await statusWith(rotated.key)]).toEqual([200, 200]);
    await api().database.pool.query(
      'UPDATE retired_secret SET ends_at = now() WHERE api_key_id = $1',
      [body.id],
    );
    const other = await api().startAnother(); // it knows neither yet
    const at = async (key: string) =>
      (await call('GET', '/notifications', { key, origin: other })).status;
    expect([await at(body.key), await at(rotated.key)]).toEqual([401, 200]);
  });

  test('without a grace the old key ends at once, and every older one', async () => {
    const { body } = await make();
    const path = `/api-keys/${body.id}/rotate`;
    const second = await call('POST', path, { body: { graceSeconds: 600 } });
    const third = await call('POST', path, { body: { graceSeconds: 0 } });
    const keys = [body.key, second.body.key, third.body.key];
    expect(await Promise.all(keys.map(statusWith))).toEqual([401, 401, 200]);
  });

  test('a key may rotate itself and keeps its id, name, scopes and limits', async () => {
    const { body } = await make({ rateLimit: { perSecond: 5, burst: 10 } });
    const { key } = body;
    const rotated = await call('POST', `/api-keys/${body.id}/rotate`, { key, body: {} });
    const { body: view } = await call('GET', `/api-keys/${body.id}`);
    const { id, name, scopes, rateLimit } = body;
    expect(view).toMatchObject({ id, name, scopes, rateLimit });
    expect(rotated.body.key.startsWith(view.prefix)).toBe(true);
  });

  test('nobody gets a key with more scopes by rotating it', async () => {
    const weak = await make();
    const strong = await make({ scopes: TENANT_SCOPES });
    const path = `/api-keys/${strong.body.id}/rotate`;
    expect((await call('POST', path, { key: weak.body.key })).status).toBe(403);
    expect(await statusWith(strong.body.key)).toBe(200);
  });

  test('an expired key is not rotated back to life', async () => {
    const { body } = await make();
    await api().database.pool.query('UPDATE api_key SET expires_at = now() WHERE id = $1', [
      body.id,
    ]);
    const { status, body: problem } = await call('POST', `/api-keys/${body.id}/rotate`);
    expect([status, problem.code]).toEqual([409, 'conflict']);
  });

  test.each([-1, 1.5, 2_592_001, '60'])('a grace of %j is 400', async (graceSeconds) => {
    const { body } = await make();
    const reply = await call('POST', `/api-keys/${body.id}/rotate`, { body: { graceSeconds } });
    expect([reply.status, reply.body.errors[0].path]).toEqual([400, 'graceSeconds']);
  });
});
