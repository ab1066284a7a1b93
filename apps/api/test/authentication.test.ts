import { eventually } from '@carillon/testing';
import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();

const withoutId = ({ body }: { body: Record<string, unknown> }) => ({ ...body, requestId: null });

test('row 4: a missing, malformed, wrong, revoked or expired key is one and the same 401', async () => {
  const revoked = await api().makeKey(['notifications:read']);
  const expired = await api().makeKey(['notifications:read']);
  await api().database.pool.query('UPDATE api_key SET revoked_at = now() WHERE prefix = $1', [
    revoked.slice(9, 17),
  ]);
  await api().database.pool.query('UPDATE api_key SET expires_at = now() WHERE prefix = $1', [
    expired.slice(9, 17),
  ]);
  const stranger = await api().makeKey(['notifications:read']);
  await api().database.pool.query('DELETE FROM api_key WHERE prefix = $1', [stranger.slice(9, 17)]);
  const missing = await api().call('GET', '/notifications', { key: null });
  expect([missing.status, missing.body.code]).toEqual([401, 'unauthenticated']);
  expect(missing.headers.get('www-authenticate')).toMatch(/^Bearer/);
  for (const key of ['nonsense', 'cln_live_aaaaaaaa_bbbb', revoked, expired, stranger]) {
    const reply = await api().call('GET', '/notifications', { key });
    expect(reply.status).toBe(401);
    expect(withoutId(reply)).toEqual(withoutId(missing));
    expect(reply.headers.get('www-authenticate')).toBe(missing.headers.get('www-authenticate'));
  }
});

test('row 4: a right prefix with a wrong secret is 401', async () => {
  const key = await api().makeKey(['notifications:read']);
  await api().database.pool.query(
    "UPDATE api_key SET secret_hash = sha256('another') WHERE prefix = $1",
    [key.slice(9, 17)],
  );
  expect((await api().call('GET', '/notifications', { key })).status).toBe(401);
});

test('the use of a key is noted', async () => {
  const key = await api().makeKey(['notifications:read']);
  await api().call('GET', '/notifications', { key });
  await eventually(async () => {
    const { rows } = await api().database.pool.query(
      'SELECT last_used_at FROM api_key WHERE prefix = $1',
      [key.slice(9, 17)],
    );
    expect(rows[0].last_used_at).not.toBeNull();
  });
});

test('row 5: a key without the scope is 403 insufficient_scope; write implies read', async () => {
  const reader = await api().makeKey(['notifications:read']);
  const writer = await api().makeKey(['notifications:write']);
  const reply = await api().call('POST', '/notifications', { key: reader, body: emailRequest() });
  expect([reply.status, reply.body.code]).toEqual([403, 'insufficient_scope']);
  expect((await api().call('GET', '/notifications', { key: writer })).status).toBe(200);
  expect((await api().call('GET', '/subscribers', { key: writer })).status).toBe(403);
});

test("row 6: another tenant's ids are 404, never 403", async () => {
  const foreign = await api().makeKey(
    ['notifications:write', 'dead_letters:write'],
    await api().makeTenant(),
  );
  const writer = await api().makeKey(['notifications:write']);
  const mine = await api().call('POST', '/notifications', { key: writer, body: emailRequest() });
  for (const [method, path] of [
    ['GET', ''],
    ['DELETE', ''],
    ['GET', '/attempts'],
    ['GET', '/timeline'],
  ] as const) {
    const reply = await api().call(method, `/notifications/${mine.body.id}${path}`, {
      key: foreign,
    });
    expect([reply.status, reply.body.code]).toEqual([404, 'not_found']);
  }
  const id = mine.body.deliveries[0].id;
  const redrive = await api().call('POST', `/dead-letters/${id}/redrive`, { key: foreign });
  expect(redrive.status).toBe(404);
  expect((await api().call('GET', '/notifications', { key: foreign })).body.data).toEqual([]);
});

test('admin acts for the default tenant, or for the one it names', async () => {
  const key = api().adminKey;
  const tenant = await api().makeTenant();
  const ofTenant = await api().makeKey(['notifications:read'], tenant);
  const headers = { 'x-tenant-id': tenant };
  const made = await api().call('POST', '/notifications', { key, headers, body: emailRequest() });
  expect(made.status).toBe(202);
  const path = `/notifications/${made.body.id}`;
  expect((await api().call('GET', path, { key: ofTenant })).status).toBe(200);
  expect((await api().call('GET', path, { key })).status).toBe(404);
  const nobody = { 'x-tenant-id': '00000000-0000-7000-8000-00000000dead' };
  expect((await api().call('GET', path, { key, headers: nobody })).status).toBe(404);
});

test("a tenant's key that names another tenant is 403", async () => {
  const tenant = await api().makeTenant();
  const key = await api().makeKey(['notifications:read'], tenant);
  const other = { 'x-tenant-id': await api().makeTenant() };
  const reply = await api().call('GET', '/notifications', { key, headers: other });
  expect([reply.status, reply.body.code]).toEqual([403, 'insufficient_scope']);
  const own = { 'x-tenant-id': tenant };
  expect((await api().call('GET', '/notifications', { key, headers: own })).status).toBe(200);
});
