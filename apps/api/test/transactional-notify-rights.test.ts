import { notify, REQUEST, type Shop, startShop } from './start-shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await startShop();
});

afterAll(() => shop.stop());

test.each([
  ['no object', '[]', '22023'],
  ['nobody to hear it', { channels: ['email'], content: { body: 'x' } }, '22023'],
  ['neither content nor template', { to: REQUEST.to }, '22023'],
  ['more than 256 KiB', { ...REQUEST, metadata: { a: 'x'.repeat(262_144) } }, '54000'],
  ['a NUL', '{"to": {"email": "a\\u0000"}}', '22P05'],
  ['a lone surrogate', '{"to": {"email": "\\ud800"}}', '22P02'],
])('%s is refused at once', async (_, request, code) => {
  await expect(shop.transact((c) => notify(c, request))).rejects.toMatchObject({ code });
});

test('an idempotency key that is none is refused at once', async () => {
  await expect(shop.transact((c) => notify(c, REQUEST, { key: 'ä' }))).rejects.toMatchObject({
    code: '22023',
  });
});

test('a role speaks only for the tenants that it was allowed', async () => {
  const foreign = await shop.api.makeTenant();
  await expect(shop.transact((c) => notify(c, REQUEST, { tenant: foreign }))).rejects.toMatchObject(
    {
      code: '42501',
    },
  );
  await shop.api.database.pool.query('SELECT carillon.allow($1, $2)', [shop.role, foreign]);
  await expect(shop.transact((c) => notify(c))).rejects.toMatchObject({ code: '22023' });
  const id = await shop.transact((c) => notify(c, REQUEST, { tenant: foreign }));
  await shop.settled();
  expect((await shop.api.call('GET', `/notifications/${id}`)).status).toBe(404);
  const headers = { 'x-tenant-id': foreign };
  const found = await shop.api.call('GET', `/notifications/${id}`, {
    key: shop.api.adminKey,
    headers,
  });
  expect(found.status).toBe(200);
  await shop.api.database.pool.query('SELECT carillon.disallow($1, $2)', [shop.role, foreign]);
  expect(await shop.statusOf(id)).toBeUndefined();
});

test('a role that was allowed nothing can call nothing and read nothing', async () => {
  const stranger = `${shop.role}_x`;
  await shop.api.database.pool.query(`CREATE ROLE ${stranger}`);
  try {
    const denied = { code: '42501' };
    await expect(shop.transact((c) => notify(c), { as: stranger })).rejects.toMatchObject(denied);
    for (const table of ['carillon.submission', 'carillon.sender', 'notification', 'api_key']) {
      const read = (as: string) => shop.transact((c) => c.query(`SELECT FROM ${table}`), { as });
      await expect(read(stranger)).rejects.toMatchObject(denied);
      await expect(read(shop.role)).rejects.toMatchObject(denied);
    }
    const allow = shop.transact((c) => c.query(`SELECT carillon.allow('${shop.role}', 'default')`));
    await expect(allow).rejects.toMatchObject(denied);
  } finally {
    await shop.api.database.pool.query(`DROP ROLE ${stranger}`);
  }
});

test('a caller cannot put a table of his own in the way', async () => {
  const id = await shop.transact(async (client) => {
    await client.query('CREATE TEMP TABLE tenant (id uuid, name text)');
    await client.query('SET search_path = pg_temp, public');
    return notify(client);
  });
  await shop.settled();
  expect((await shop.api.call('GET', `/notifications/${id}`)).status).toBe(200);
});
