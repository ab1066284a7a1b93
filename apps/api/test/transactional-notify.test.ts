import { randomUUID } from 'node:crypto';
import { notify, REQUEST, type Shop, startShop } from './start-shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await startShop();
});

afterAll(() => shop.stop());

test('what commits is accepted under the id that was told, as if it had come by REST', async () => {
  const id = await shop.transact((client) =>
    notify(client, { ...REQUEST, metadata: { order: 42 } }),
  );
  await shop.settled();
  const { status, body } = await shop.api.call('GET', `/notifications/${id}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ id, metadata: { order: 42 }, to: REQUEST.to, status: 'queued' });
  expect(await shop.statusOf(id)).toMatchObject({ state: 'accepted', notification_id: id });
});

test('what rolls back leaves nothing', async () => {
  const undone = await shop.transact((client) => notify(client), { end: 'ROLLBACK' });
  const kept = await shop.transact((client) => notify(client));
  await shop.settled();
  expect((await shop.api.call('GET', `/notifications/${kept}`)).status).toBe(200);
  expect((await shop.api.call('GET', `/notifications/${undone}`)).status).toBe(404);
  expect(await shop.statusOf(undone)).toBeUndefined();
});

test('what a savepoint takes back is not sent, and the rest of the transaction is', async () => {
  const [undone, kept] = await shop.transact(async (client) => {
    await client.query('SAVEPOINT before');
    const first = await notify(client);
    await client.query('ROLLBACK TO SAVEPOINT before');
    return [first, await notify(client)];
  });
  await shop.settled();
  expect((await shop.api.call('GET', `/notifications/${kept}`)).status).toBe(200);
  expect((await shop.api.call('GET', `/notifications/${undone}`)).status).toBe(404);
});

test('nobody sees it before the commit', async () => {
  await shop.transact(async (client) => {
    const id = await notify(client);
    expect(await shop.waiting()).not.toContain(id);
  });
  await shop.settled();
});

test('a hundred transactions at two apis are each accepted once', async () => {
  const other = await shop.api.startAnother();
  const correlationId = randomUUID();
  const ids = await Promise.all(
    Array.from({ length: 100 }, () =>
      shop.transact((client) => notify(client, { ...REQUEST, correlationId })),
    ),
  );
  await shop.settled();
  const { rows } = await shop.api.database.pool.query<{ id: string }>(
    'SELECT id FROM notification WHERE correlation_id = $1',
    [correlationId],
  );
  expect(rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  expect((await shop.api.call('GET', '/notifications', { origin: other })).status).toBe(200);
});

test('what an api stored and did not live to settle is not stored again', async () => {
  const id = await shop.transact((client) => notify(client));
  await shop.settled();
  await shop.api.database.pool.query(
    `INSERT INTO carillon.submission (id, tenant_id, request)
     SELECT id, tenant_id, $2 FROM notification WHERE id = $1`,
    [id, JSON.stringify(REQUEST)],
  );
  await shop.settled();
  expect(await shop.statusOf(id)).toMatchObject({ state: 'accepted' });
});

test('one idempotency key is one notification, also for two transactions at once', async () => {
  const key = randomUUID();
  const ids = await Promise.all(
    [1, 2, 3].map(() => shop.transact((c) => notify(c, REQUEST, { key }))),
  );
  await shop.settled();
  expect(new Set(ids).size).toBe(1);
  const other = { ...REQUEST, content: { body: 'Otherwise' } };
  await expect(shop.transact((c) => notify(c, other, { key }))).rejects.toMatchObject({
    code: '22023',
  });
});

test('a topic makes a broadcast under that id', async () => {
  await shop.api.call('PUT', '/topics/news', { body: { name: 'News' } });
  const id = await shop.transact((c) => notify(c, { ...REQUEST, to: { topic: 'news' } }));
  await shop.settled();
  expect((await shop.api.call('GET', `/batches/${id}`)).body).toMatchObject({ id, total: 0 });
  expect(await shop.statusOf(id)).toMatchObject({ state: 'accepted', notification_id: null });
});

test('what only the planner can refuse is told afterwards, with the code of the API', async () => {
  const template = { key: 'nowhere', data: {} };
  const id = await shop.transact((c) =>
    notify(c, { to: REQUEST.to, channels: ['email'], template }),
  );
  const odd = await shop.transact((c) => notify(c, { ...REQUEST, priority: -1, ['__proto__']: 1 }));
  await shop.settled();
  expect(await shop.statusOf(id)).toMatchObject({ state: 'refused', code: 'template_not_found' });
  const told = await shop.statusOf(odd);
  expect(told).toMatchObject({ state: 'refused', code: 'validation_failed' });
  expect(told?.['errors']).toEqual([expect.objectContaining({ path: '__proto__' })]);
});

test('a duplicate names the first', async () => {
  const dedupe = { key: randomUUID(), windowMs: 60_000 };
  const first = await shop.transact((c) => notify(c, { ...REQUEST, dedupe }));
  await shop.settled();
  const second = await shop.transact((c) => notify(c, { ...REQUEST, dedupe }));
  await shop.settled();
  expect(await shop.statusOf(second)).toMatchObject({ state: 'duplicate', notification_id: first });
});
