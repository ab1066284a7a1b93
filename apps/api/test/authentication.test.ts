import { eventually } from '@carillon/testing';
import { failDelivery } from './delivery-rows.ts';
import { emailRequest } from './requests.ts';
import { TENANT_SCOPES } from '../src/auth/scopes.ts';
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

describe("row 6: another tenant's ids are 404, never 403", () => {
  let foreign: string;
  beforeAll(async () => {
    foreign = await api().makeKey(TENANT_SCOPES, await api().makeTenant());
  });
  /** Asks as the other tenant, then as the one whose it is: was it there, and not given? */
  const isOwnOnly = async (calls: readonly (readonly [method: string, path: string])[]) => {
    const answers: boolean[] = [];
    for (const [method, path] of calls) {
      const { status, body } = await api().call(method, path, { key: foreign });
      answers.push(status === 404 && body.code === 'not_found');
    }
    for (const [method, path] of calls) {
      const { status } = await api().call(method, path);
      answers.push(status < 300);
    }
    return answers.every(Boolean);
  };

  test('a notification, its attempts and its timeline', async () => {
    const { body } = await api().call('POST', '/notifications', { body: emailRequest() });
    const path = `/notifications/${body.id}`;
    expect(
      await isOwnOnly([
        ['GET', path],
        ['GET', `${path}/attempts`],
        ['GET', `${path}/timeline`],
        ['DELETE', path],
      ]),
    ).toBe(true);
    expect((await api().call('GET', '/notifications', { key: foreign })).body.data).toEqual([]);
  });

  test('a batch', async () => {
    const notifications = [emailRequest()];
    const { body } = await api().call('POST', '/notifications/batch', { body: { notifications } });
    const path = `/batches/${body.batchId}`;
    expect(
      await isOwnOnly([
        ['GET', path],
        ['DELETE', path],
      ]),
    ).toBe(true);
  });

  test('a dead letter', async () => {
    const { body } = await api().call('POST', '/notifications', { body: emailRequest() });
    const { id } = body.deliveries[0];
    await failDelivery(api().database, id);
    expect(
      await isOwnOnly([
        ['GET', `/dead-letters/${id}`],
        ['POST', `/dead-letters/${id}/redrive`],
      ]),
    ).toBe(true);
  });

  test('a dead letter that is deleted', async () => {
    const { body } = await api().call('POST', '/notifications', { body: emailRequest() });
    const { id } = body.deliveries[0];
    await failDelivery(api().database, id);
    expect(await isOwnOnly([['DELETE', `/dead-letters/${id}`]])).toBe(true);
  });

  test('a subscriber and what is in his inbox', async () => {
    await api().call('PUT', '/subscribers/mine', { body: {} });
    expect(
      await isOwnOnly([
        ['GET', '/subscribers/mine'],
        ['GET', '/subscribers/mine/inbox'],
        ['GET', '/subscribers/mine/inbox/counts'],
        ['POST', '/subscribers/mine/inbox/read-all'],
      ]),
    ).toBe(true);
  });
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

test('naming a tenant that is not his own costs a caller a request, like any other', async () => {
  const elsewhere = { 'x-tenant-id': await api().makeTenant() };
  const nowhere = { 'x-tenant-id': '00000000-0000-7000-8000-00000000dead' };
  const own = await api().makeKey(['notifications:read']);
  for (const [key, headers, status] of [
    [own, elsewhere, 403],
    [api().adminKey, nowhere, 404],
  ] as const) {
    const reply = await api().call('GET', '/notifications', { key, headers });
    expect(reply.status).toBe(status);
    expect(reply.headers.get('ratelimit')).toMatch(/^"requests";r=\d+/);
    expect(reply.headers.get('ratelimit-policy')).toMatch(/^"requests";q=/);
  }
});
