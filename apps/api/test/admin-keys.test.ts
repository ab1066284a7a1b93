import { testApi } from './test-api.ts';

const api = testApi();
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);

interface AdminKey {
  readonly id: string;
  readonly key: string;
}

const makeAdmin = async (parts: object = {}): Promise<AdminKey> => {
  const body = { name: 'operator', scopes: ['admin'], ...parts };
  return (await call('POST', '/api-keys', { key: api().adminKey, body })).body;
};
const revoke = async (id: string, key: string) =>
  (await call('DELETE', `/api-keys/${id}`, { key })).status;

/** The key that the test api was started with, and no other. */
const firstAdmin = async (): Promise<AdminKey> => {
  const { body } = await call('GET', '/api-keys?limit=100', { key: api().adminKey });
  const prefix = api().adminKey.slice(0, 17);
  const found = body.data.find((each: { prefix: string }) => each.prefix === prefix);
  return { id: found.id, key: api().adminKey };
};

test('only an admin key revokes or rotates an admin key', async () => {
  const { id } = await makeAdmin();
  expect(await revoke(id, api().key)).toBe(403);
  expect((await call('POST', `/api-keys/${id}/rotate`)).status).toBe(403);
  expect(await revoke(id, api().adminKey)).toBe(204);
});

test('the last good admin key stays, whoever asks; expired ones do not count', async () => {
  const first = await firstAdmin();
  const { id, key } = await makeAdmin({ expiresAt: '2099-01-01T00:00:00.000Z' });
  await api().database.pool.query('UPDATE api_key SET expires_at = now() WHERE id = $1', [id]);
  const { status, body } = await call('DELETE', `/api-keys/${first.id}`, { key: first.key });
  expect([status, body.code]).toEqual([409, 'conflict']);
  expect((await call('GET', '/tenants', { key: first.key })).status).toBe(200);
  expect((await call('GET', '/tenants', { key })).status).toBe(401);
  expect(await revoke(id, first.key)).toBe(204);
});

test('of two admins who revoke each other at once one stays', async () => {
  const first = await firstAdmin();
  const second = await makeAdmin();
  const statuses = await Promise.all([revoke(first.id, second.key), revoke(second.id, first.key)]);
  expect(statuses.filter((status) => status === 204)).toHaveLength(1);
});
