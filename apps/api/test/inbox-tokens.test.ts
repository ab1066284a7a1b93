import { createInboxTokens } from '../src/auth/inbox-tokens.ts';
import { DEFAULT_TENANT_ID } from '@carillon/repositories';
import { deliverToInbox } from './delivery-rows.ts';
import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const keys = [{ id: 'k1', key: Buffer.alloc(32, 7) }];
const api = testApi({ CREDENTIALS_KEYS: `k1:${keys[0]?.key.toString('base64')}` });

const tokenFor = async (subscriberId: string, body?: object): Promise<string> => {
  await api().call('PUT', `/subscribers/${subscriberId}`, { body: {} });
  const options = body === undefined ? {} : { body };
  const reply = await api().call('POST', `/subscribers/${subscriberId}/tokens`, options);
  expect(reply.status).toBe(201);
  return reply.body.token as string;
};

test('a token opens its inbox, as bearer and in the query', async () => {
  const token = await tokenFor('ada');
  const bearer = await api().call('GET', '/subscribers/ada/inbox/counts', { key: token });
  expect([bearer.status, bearer.body.total]).toEqual([200, 0]);
  const path = `/subscribers/ada/inbox?state=unread&token=${token}&limit=5`;
  expect((await api().call('GET', path, { key: null })).status).toBe(200);
});

test('a token reads and marks the items of its inbox', async () => {
  const token = await tokenFor('bert');
  const request = emailRequest({ to: { subscriberId: 'bert' }, channels: ['in_app'] });
  const { body } = await api().call('POST', '/notifications', { body: request });
  const { id } = body.deliveries[0];
  await deliverToInbox(api().database, id);
  const call = (method: string, path: string, options = {}) =>
    api().call(method, `/subscribers/bert/inbox${path}`, { key: token, ...options });
  expect((await call('GET', '')).body.data).toMatchObject([{ id }]);
  expect((await call('PATCH', `/${id}`, { body: { read: true } })).status).toBe(200);
  expect((await call('POST', '/read-all')).body).toMatchObject({ unread: 0, total: 1 });
});

test('the body may be left out; a life of less than a second or more than a week is 400', async () => {
  const reply = await api().call('POST', '/subscribers/ada/tokens', { body: { ttlSeconds: 60 } });
  const left = Date.parse(reply.body.expiresAt) - Date.now();
  expect(left).toBeGreaterThan(50_000);
  expect(left).toBeLessThan(70_000);
  for (const ttlSeconds of [0, -1, 0.5, 604_801, '60']) {
    const refused = await api().call('POST', '/subscribers/ada/tokens', { body: { ttlSeconds } });
    expect([refused.status, refused.body.code]).toEqual([400, 'validation_failed']);
  }
});

test('outside its inbox a token is 403, whether there is something or not', async () => {
  const token = await tokenFor('carl');
  await tokenFor('dora');
  const paths = [
    ['GET', '/subscribers/dora/inbox'],
    ['GET', '/subscribers/carl'],
    ['POST', '/subscribers/carl/tokens'],
    ['GET', '/subscribers/carl/inboxes'],
    ['GET', '/subscribers/carl%2Finbox'],
    ['GET', '/notifications'],
    ['GET', '/nothing'],
  ] as const;
  for (const [method, path] of paths) {
    const { status, body } = await api().call(method, path, { key: token });
    expect([path, status, body.code]).toEqual([path, 403, 'insufficient_scope']);
  }
});

test('an expired token and one that is not ours are 401', async () => {
  await tokenFor('emil');
  const grant = { tenantId: DEFAULT_TENANT_ID, subscriberId: 'emil' };
  const forged = createInboxTokens([{ id: 'k1', key: Buffer.alloc(32, 8) }]);
  const bad = [
    createInboxTokens(keys).issue({ ...grant, expiresAtMs: Date.now() - 1 }),
    forged.issue({ ...grant, expiresAtMs: Date.now() + 60_000 }),
    'cln_inbox_',
    'cln_inbox_k1.e30.',
  ];
  for (const token of bad) {
    for (const named of [{ key: token }, { key: null, query: `?token=${token}` }]) {
      const path = `/subscribers/emil/inbox${'query' in named ? named.query : ''}`;
      const { status, body } = await api().call('GET', path, { key: named.key });
      expect([status, body.code]).toEqual([401, 'unauthenticated']);
    }
  }
});

test('an API key does not count in a query', async () => {
  const path = `/subscribers/ada/inbox?token=${api().key}`;
  expect((await api().call('GET', path, { key: null })).status).toBe(401);
});

test("another tenant's inbox of the same name stays closed", async () => {
  const token = await tokenFor('fred');
  const tenant = await api().makeTenant();
  const headers = { 'x-tenant-id': tenant };
  const reply = await api().call('GET', '/subscribers/fred/inbox', { key: token, headers });
  expect(reply.status).toBe(403);
});

test('a token for nobody is 404', async () => {
  const reply = await api().call('POST', '/subscribers/nobody/tokens', { body: {} });
  expect(reply.status).toBe(404);
});

test('no token is ever logged', async () => {
  const token = await tokenFor('gina');
  await api().call('GET', `/subscribers/gina/inbox?token=${token}`, { key: null });
  await api().call('GET', `/subscribers/other/inbox?token=${token}`, { key: null });
  expect(api().lines.filter((line) => line.includes('cln_inbox_'))).toEqual([]);
});

test('under an idempotency key the same token is answered again, and kept sealed', async () => {
  const headers = { 'idempotency-key': 'token' };
  const post = () => api().call('POST', '/subscribers/ada/tokens', { headers });
  const first = await post();
  expect((await post()).body).toEqual(first.body);
  const { rows } = await api().database.pool.query('SELECT body FROM idempotency_key');
  expect(JSON.stringify(rows)).not.toContain('cln_inbox_');
});
