import { countHour } from '@carillon/repositories';
import { failDelivery } from './delivery-rows.ts';
import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();

const dead = async (code?: string): Promise<{ id: string; deliveryId: string }> => {
  const { body } = await api().call('POST', '/notifications', { body: emailRequest() });
  const deliveryId = body.deliveries[0].id as string;
  await failDelivery(api().database, deliveryId, code);
  return { id: body.id as string, deliveryId };
};

test('a dead letter tells what was given up and why', async () => {
  const { id, deliveryId } = await dead();
  const { status, body } = await api().call('GET', `/dead-letters/${deliveryId}`);
  expect(status).toBe(200);
  expect(body).toEqual({
    deliveryId,
    notificationId: id,
    channel: 'email',
    address: 'ada@example.com',
    provider: 'smtp',
    code: '550 5.1.1',
    outcome: 'permanent_recipient',
    message: 'No such mailbox.',
    attempts: 1,
    redrives: 0,
    deadAt: expect.any(String),
  });
});

test('dead letters are listed by code, channel, provider and time, the newest first', async () => {
  const first = await dead('listed');
  const second = await dead('listed');
  const list = async (query: string) => {
    const { body } = await api().call('GET', `/dead-letters?${query}`);
    return body as { data: { deliveryId: string; deadAt: string }[]; nextCursor: string };
  };
  const all = await list('code=listed');
  expect(all.data.map((l) => l.deliveryId)).toEqual([second.deliveryId, first.deliveryId]);
  const page = await list('code=listed&limit=1');
  const next = await list(`code=listed&limit=1&cursor=${page.nextCursor}`);
  expect([next.data[0]?.deliveryId, next.nextCursor]).toEqual([first.deliveryId, null]);
  expect((await list('code=listed&channel=webhook')).data).toEqual([]);
  expect((await list('code=listed&provider=smtp')).data).toHaveLength(2);
  expect((await list('code=listed&to=2020-01-01T00:00:00Z')).data).toEqual([]);
});

test('statistics count by channel, provider, code and version of the template', async () => {
  const key = await api().makeKey(
    ['notifications:write', 'templates:write', 'dead_letters:read'],
    await api().makeTenant(),
  );
  await api().call('POST', '/templates', {
    key,
    body: { key: 'shipped', channels: { email: { subject: 'Shipped', html: '<p>Soon.</p>' } } },
  });
  await api().call('POST', '/templates/shipped/publish', { key, body: { version: 1 } });
  const { email } = emailRequest().to;
  const body = { to: { email }, channels: ['email'], template: { key: 'shipped', data: {} } };
  const written = await api().call('POST', '/notifications', { key, body });
  await failDelivery(api().database, written.body.deliveries[0].id as string, '451 4.3.0');
  const made = await api().call('POST', '/notifications', { key, body: emailRequest() });
  await failDelivery(api().database, made.body.deliveries[0].id as string);
  const statistics = await api().call('GET', '/dead-letters/stats', { key });
  expect(statistics.body).toEqual({
    total: 2,
    byChannel: { email: 2 },
    byProvider: { smtp: 2 },
    byCode: { '550 5.1.1': 1, '451 4.3.0': 1 },
    byTemplateVersion: { none: 1, 'shipped@1': 1 },
  });
  const list = (query: string) => api().call('GET', `/dead-letters?${query}`, { key });
  expect((await list('templateKey=shipped&templateVersion=1')).body.data).toHaveLength(1);
  expect((await list('templateKey=shipped&templateVersion=2')).body.data).toEqual([]);
});

test('the same filters narrow the statistics and the list', async () => {
  const key = await api().makeKey(
    ['notifications:write', 'dead_letters:read'],
    await api().makeTenant(),
  );
  for (const code of ['550 5.1.1', '451 4.3.0']) {
    const made = await api().call('POST', '/notifications', { key, body: emailRequest() });
    await failDelivery(api().database, made.body.deliveries[0].id as string, code);
  }
  const ask = (query: string) => api().call('GET', `/dead-letters/stats?${query}`, { key });
  const totals = [];
  for (const query of [
    'channel=email',
    'channel=sms',
    'code=451%204.3.0',
    'to=2026-01-01T00:00:00Z',
  ])
    totals.push((await ask(query)).body.total);
  expect(totals).toEqual([2, 0, 1, 0]);
  expect((await ask('chanel=email')).body).toMatchObject({ code: 'validation_failed' });
});

test('a tenant whose first dead letter comes when others are counted has its hour too', async () => {
  await dead();
  await countHour(api().database);
  const scopes = ['notifications:write', 'dead_letters:read'];
  const key = await api().makeKey(scopes, await api().makeTenant());
  const made = await api().call('POST', '/notifications', { key, body: emailRequest() });
  await failDelivery(api().database, made.body.deliveries[0].id as string);
  await countHour(api().database);
  const { body } = await api().call('GET', '/dead-letters/stats/hourly', { key });
  expect(body.data).toMatchObject([{ total: 1 }]);
});

test('each hour is counted once, and looked at by its time', async () => {
  const key = await api().makeKey(
    ['notifications:write', 'dead_letters:write'],
    await api().makeTenant(),
  );
  const made = await api().call('POST', '/notifications', { key, body: emailRequest() });
  const deliveryId = made.body.deliveries[0].id as string;
  await failDelivery(api().database, deliveryId);
  await countHour(api().database);
  await api().call('DELETE', `/dead-letters/${deliveryId}`, { key });
  expect(await countHour(api().database)).toBe(0);
  await api().database.pool.query(
    `INSERT INTO dead_letter_hour (tenant_id, hour, causes)
     SELECT tenant_id, hour - interval '1 h', '[]' FROM dead_letter_hour`,
  );
  const list = async (query = '') =>
    (await api().call('GET', `/dead-letters/stats/hourly?${query}`, { key })).body;
  const { data } = await list();
  expect(data).toMatchObject([{ total: 1, byCode: { '550 5.1.1': 1 } }, { total: 0 }]);
  const first = await list('limit=1');
  const second = await list(`limit=1&cursor=${first.nextCursor}`);
  expect([first.data, second]).toEqual([[data[0]], { data: [data[1]], nextCursor: null }]);
  expect((await list(`from=${data[0].hour}`)).data).toEqual([data[0]]);
  expect((await list(`to=${data[0].hour}`)).data).toEqual([data[1]]);
});

test('a redrive is 202: a new budget, a new expiry, earlier attempts stay, the letter is gone', async () => {
  const { id, deliveryId } = await dead();
  const { status, body } = await api().call('POST', `/dead-letters/${deliveryId}/redrive`);
  expect([status, body]).toEqual([202, { deliveryId, notificationId: id, status: 'queued' }]);
  const read = await api().call('GET', `/notifications/${id}`);
  expect(read.body.deliveries[0]).toMatchObject({ status: 'queued', attempts: 0, lastError: null });
  expect((await api().call('GET', `/dead-letters/${deliveryId}`)).status).toBe(404);
  expect((await api().call('POST', `/dead-letters/${deliveryId}/redrive`)).status).toBe(404);
  const attempts = await api().call('GET', `/notifications/${id}/attempts`);
  expect(attempts.body.data).toMatchObject([{ number: 1, counted: true, code: '550 5.1.1' }]);
  const { rows } = await api().database.pool.query('SELECT * FROM delivery WHERE id = $1', [
    deliveryId,
  ]);
  expect(rows[0]).toMatchObject({ dispatch_id: null, lease_token: 2, redrives: 1, calls: 1 });
  const types = (await api().call('GET', `/notifications/${id}/timeline`)).body.data.map(
    ({ type }: { type: string }) => type,
  );
  expect(types).toEqual(['accepted', 'attempt', 'failed', 'dead_lettered', 'redriven']);
});

test('a dead letter is deleted once, and its delivery stays failed', async () => {
  const { id, deliveryId } = await dead();
  expect((await api().call('DELETE', `/dead-letters/${deliveryId}`)).status).toBe(204);
  expect((await api().call('DELETE', `/dead-letters/${deliveryId}`)).status).toBe(404);
  expect((await api().call('GET', `/notifications/${id}`)).body).toMatchObject({
    status: 'failed',
    deliveries: [{ lastError: { code: '550 5.1.1', outcome: 'permanent_recipient' } }],
  });
});

test('the timeline of a failed notification ends with its dead letter', async () => {
  const { id } = await dead();
  const { body } = await api().call('GET', `/notifications/${id}/timeline`);
  const types = body.data.map(({ type }: { type: string }) => type);
  expect(types.slice(0, 2)).toEqual(['accepted', 'attempt']);
  expect(new Set(types)).toEqual(new Set(['accepted', 'attempt', 'failed', 'dead_lettered']));
});
