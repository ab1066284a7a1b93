import { testApi } from './test-api.ts';

const api = testApi();
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);

let names = 0;
const smtp = (more: object = {}) => ({
  name: `mail ${(names += 1)}`,
  provider: 'smtp',
  settings: { host: 'mail.example.com', from: 'shop@example.com', user: 'u', password: 'hunter2' },
  ...more,
});
const create = async (more: object = {}) => {
  const { status, body } = await call('POST', '/provider-accounts', { body: smtp(more) });
  expect(status).toBe(201);
  return body as { id: string; name: string; settings: Record<string, unknown> };
};

test('the catalogue says what an account of each provider needs, internal ones left out', async () => {
  const { status, body } = await call('GET', '/providers');
  expect(status).toBe(200);
  const names_ = body.data.map((p: { provider: string }) => p.provider);
  expect(names_).toEqual(expect.arrayContaining(['smtp', 'webhook', 'inbox']));
  expect(names_).not.toContain('noop');
  const smtpProvider = body.data.find((p: { provider: string }) => p.provider === 'smtp');
  expect(smtpProvider.settings).toContainEqual(
    expect.objectContaining({ name: 'password', secret: true, type: 'string' }),
  );
});

test('an account is created, read, listed, changed and deleted; its secret is never read back', async () => {
  const account = await create({ ratePerSecond: 5, deadlineMs: 2_000 });
  expect(account).toMatchObject({
    provider: 'smtp',
    channels: ['email'],
    ratePerSecond: 5,
    deadlineMs: 2_000,
    settings: { host: 'mail.example.com', password: '***' },
  });
  const path = `/provider-accounts/${account.id}`;
  expect((await call('GET', path)).body).toEqual(account);
  const list = await call('GET', '/provider-accounts?limit=1');
  expect(list.body.data).toEqual([account]);

  const changed = await call('PATCH', path, {
    body: { settings: { host: 'other.example.com', password: '***' }, ratePerSecond: null },
  });
  expect(changed.body).toMatchObject({
    ratePerSecond: null,
    settings: { host: 'other.example.com', user: 'u', password: '***' },
  });
  expect((await call('DELETE', path)).status).toBe(204);
  expect((await call('GET', path)).status).toBe(404);
  expect((await call('DELETE', path)).status).toBe(404);
});

test('a secret lies sealed in the database, and in no log line', async () => {
  const { id } = await create();
  const { rows } = await api().database.pool.query(
    'SELECT settings::text AS open, sealed::text FROM provider_account WHERE id = $1',
    [id],
  );
  expect(rows[0]?.sealed).toMatch(/"password": "v1\.k1\./);
  expect(rows[0]?.open + rows[0]?.sealed).not.toContain('hunter2');
  expect(api().lines.join('\n')).not.toContain('hunter2');
});

test('a verification under a key is done once', async () => {
  const { id } = await create({ provider: 'webhook', settings: {} });
  const headers = { 'idempotency-key': 'verify' };
  const first = await call('POST', `/provider-accounts/${id}/verify`, { headers });
  const again = await call('POST', `/provider-accounts/${id}/verify`, { headers });
  expect([again.status, again.text]).toEqual([200, first.text]);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
});

test.each([
  ['an unknown provider', { provider: 'pigeon' }, 'provider'],
  ['an internal provider', { provider: 'noop', settings: {} }, 'provider'],
  ['a missing setting', { settings: { from: 'a@example.com' } }, 'settings.host'],
  [
    'an unknown setting',
    { settings: { host: 'h', from: 'a@b.example', colour: 1 } },
    'settings.colour',
  ],
  ['a channel not served', { channels: ['sms'] }, 'channels.0'],
  ['a rate of nothing', { ratePerSecond: 0 }, 'ratePerSecond'],
  ['a rate of next to nothing', { ratePerSecond: 1e-300 }, 'ratePerSecond'],
  ['a deadline beyond a minute', { deadlineMs: 60_001 }, 'deadlineMs'],
])('%s is refused by its path', async (_name, more, path) => {
  const { status, body } = await call('POST', '/provider-accounts', { body: smtp(more) });
  expect([status, body.code]).toEqual([400, 'validation_failed']);
  expect(body.errors[0].path).toBe(path);
});

test('two accounts of a tenant never have the same name', async () => {
  const { name } = await create();
  const again = await call('POST', '/provider-accounts', { body: smtp({ name }) });
  expect([again.status, again.body.code]).toEqual([409, 'conflict']);
});

test('another tenant’s account is not there, and its route cannot name it', async () => {
  const { id } = await create();
  const key = await api().makeKey(['providers:write'], await api().makeTenant());
  expect((await call('GET', `/provider-accounts/${id}`, { key })).status).toBe(404);
  expect((await call('POST', `/provider-accounts/${id}/verify`, { key })).status).toBe(404);
  const body = { accounts: [{ accountId: id }] };
  const route = await call('PUT', '/routes/email', { key, body });
  expect([route.status, route.body.errors[0].path]).toEqual([400, 'accounts.0.accountId']);
});

test('verify says what is wrong instead of failing', async () => {
  const { id } = await create({ settings: { host: '127.0.0.1', port: 9, from: 'a@example.com' } });
  const { status, body } = await call('POST', `/provider-accounts/${id}/verify`);
  expect(status).toBe(200);
  expect(body).toEqual({ ok: false, detail: expect.any(String) });
});

test('health shows circuit, rate and the outcomes of the last hour', async () => {
  const { id } = await create({ ratePerSecond: 9 });
  const { pool } = api().database;
  await pool.query(
    `INSERT INTO circuit (key, account_id, state, reason, opened_at, next_probe_at)
     VALUES ($1, $2, 'open', '535', now(), now() + interval '30 s')`,
    [`account:${id}`, id],
  );
  await pool.query(`INSERT INTO account_outcome VALUES ($1, now(), 'config', 3)`, [id]);
  const health = await call('GET', `/provider-accounts/${id}/health`);
  expect(health.body).toEqual({
    circuit: {
      state: 'open',
      reason: '535',
      openedAt: expect.any(String),
      nextProbeAt: expect.any(String),
    },
    ratePerSecond: 9,
    outcomes: { config: 3 },
  });
  await call('PATCH', `/provider-accounts/${id}`, { body: { settings: { user: 'v' } } });
  const { rows } = await pool.query(
    'SELECT next_probe_at <= now() AS due FROM circuit WHERE key = $1',
    [`account:${id}`],
  );
  expect(rows[0]?.due).toBe(true);
});

test('a channel without a route is served by the oldest account; a route names others in order', async () => {
  const tenantId = await api().makeTenant();
  const key = await api().makeKey(['providers:write'], tenantId);
  expect((await call('GET', '/routes/email', { key })).body).toEqual({
    accounts: [],
    strategy: 'failover',
  });
  const make = async () =>
    (await call('POST', '/provider-accounts', { key, body: smtp() })).body.id as string;
  const [a, b] = [await make(), await make()];
  expect((await call('GET', '/routes/email', { key })).body.accounts).toEqual([
    { accountId: a, weight: 1 },
  ]);
  const body = { accounts: [{ accountId: b, weight: 3 }, { accountId: a }], strategy: 'weighted' };
  expect((await call('PUT', '/routes/email', { key, body })).status).toBe(201);
  expect((await call('PUT', '/routes/email', { key, body })).status).toBe(200);
  expect((await call('GET', '/routes/email', { key })).body).toEqual({
    accounts: [
      { accountId: b, weight: 3 },
      { accountId: a, weight: 1 },
    ],
    strategy: 'weighted',
  });
  expect((await call('DELETE', `/provider-accounts/${a}`, { key })).body.code).toBe('conflict');
  expect((await call('GET', '/routes/pigeon', { key })).status).toBe(404);
});
