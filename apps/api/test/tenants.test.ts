import { testApi } from './test-api.ts';

const api = testApi();
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);
const asAdmin = (method: string, path: string, options: object = {}) =>
  call(method, path, { key: api().adminKey, ...options });

test("a new tenant's key may do all that a tenant may, and nothing of an administrator", async () => {
  const { status, body } = await asAdmin('POST', '/tenants', { body: { name: 'Bookshop' } });
  expect(status).toBe(201);
  const key = body.apiKey;
  const keys = await call('GET', '/api-keys', { key });
  expect(keys.body.data).toHaveLength(1);
  const child = { name: 'child', scopes: keys.body.data[0].scopes };
  expect((await call('POST', '/api-keys', { key, body: child })).status).toBe(201);
  expect((await call('GET', '/tenants', { key })).status).toBe(403);
  expect((await call('GET', `/tenants/${body.id}`, { key })).status).toBe(403);
});

test('a name is given once', async () => {
  const body = { name: 'Only one' };
  const replies = await Promise.all([
    asAdmin('POST', '/tenants', { body }),
    asAdmin('POST', '/tenants', { body }),
  ]);
  const statuses = replies.map((reply) => reply.status);
  expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 409]);
  expect((await asAdmin('POST', '/tenants', { body: { name: 'default' } })).body.code).toBe(
    'conflict',
  );
});

test('tenants are listed page by page, the newest first', async () => {
  for (const name of ['one', 'two', 'three']) await asAdmin('POST', '/tenants', { body: { name } });
  const names: string[] = [];
  let cursor = '';
  do {
    const { body } = await asAdmin('GET', `/tenants?limit=2${cursor}`);
    names.push(...body.data.map(({ name }: { name: string }) => name));
    cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
  } while (cursor !== '');
  expect(names.slice(0, 3)).toEqual(['three', 'two', 'one']);
  expect(names.at(-1)).toBe('default');
  expect(new Set(names).size).toBe(names.length);
});

test('one tenant is found by its id', async () => {
  const { body } = await asAdmin('POST', '/tenants', { body: { name: 'Findable' } });
  const { apiKey: _, ...view } = body;
  expect((await asAdmin('GET', `/tenants/${body.id}`)).body).toEqual(view);
  const nobody = '00000000-0000-7000-8000-00000000dead';
  expect((await asAdmin('GET', `/tenants/${nobody}`)).status).toBe(404);
});

test('a weight is changed by an administrator, and by nobody else', async () => {
  const { body } = await asAdmin('POST', '/tenants', { body: { name: 'Heavy' } });
  expect(body.weight).toBe(1);
  const path = `/tenants/${body.id}`;
  const change = { body: { weight: 4 } };
  expect((await call('PATCH', path, { key: body.apiKey, ...change })).status).toBe(403);
  expect((await asAdmin('PATCH', path, change)).body).toMatchObject({ name: 'Heavy', weight: 4 });
  expect((await asAdmin('GET', path)).body.weight).toBe(4);
  for (const weight of [0, 1.5, 101]) {
    const { status } = await asAdmin('PATCH', path, { body: { weight } });
    expect(status).toBe(400);
  }
});

test('a name of white space alone is none', async () => {
  const { status, body } = await asAdmin('POST', '/tenants', { body: { name: '  ' } });
  expect([status, body.errors[0].path]).toEqual([400, 'name']);
});

test('what is done to a tenant is in its own log, and in that of the installation', async () => {
  const { body: tenant } = await asAdmin('POST', '/tenants', { body: { name: 'Logged' } });
  await asAdmin('PATCH', `/tenants/${tenant.id}`, { body: { weight: 2 } });
  const query = `/audit-entries?entityType=tenant&entityId=${tenant.id}`;
  const own = (await call('GET', query, { key: tenant.apiKey })).body.data;
  const all = (await asAdmin('GET', query)).body.data;
  const told = [
    { action: 'tenant_updated', actor: own[1].actor, after: { name: 'Logged', weight: 2 } },
    { action: 'tenant_created', actor: own[1].actor, before: null },
  ];
  expect(own).toMatchObject(told);
  expect(all).toMatchObject(told);
  expect(own[1].actor).toMatch(/^api_key:/);
});
