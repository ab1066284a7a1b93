import { testApi } from './test-api.ts';

const api = testApi();
const bare = testApi({ CREDENTIALS_KEYS: '' });
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);

const input = { url: 'https://shop.example.com/events', types: ['delivery.sent'] };
const create = async (more: Record<string, unknown> = {}) =>
  (await call('POST', '/event-endpoints', { body: { ...input, ...more } })).body;

test('an endpoint is made with a secret that is shown once and lies sealed', async () => {
  const { status, body } = await call('POST', '/event-endpoints', {
    body: { ...input, description: 'Orders' },
  });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    ...input,
    description: 'Orders',
    disabled: false,
    disabledReason: null,
    secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
  });
  const { secret, ...shown } = body;
  expect((await call('GET', `/event-endpoints/${shown.id}`)).body).toEqual(shown);
  const listed = (await call('GET', '/event-endpoints')).body;
  expect(listed.data).toContainEqual(shown);
  expect(JSON.stringify(listed)).not.toContain('whsec_');
  const { rows } = await api().database.pool.query(
    'SELECT row_to_json(e)::text AS row FROM event_endpoint e WHERE id = $1',
    [shown.id],
  );
  expect(rows[0].row).not.toContain(secret);
});

test.each([
  'http://shop.example.com/plain',
  'https://127.0.0.1/',
  'https://[::ffff:127.0.0.1]/',
  'https://2130706433/',
  'https://169.254.169.254/latest/meta-data',
  'https://user:secret@shop.example.com/',
  'https://localhost/',
  'file:///etc/passwd',
  'https://shop.example.com:6379/',
])('row 24: %s is no place for events, neither at first nor later', async (url) => {
  const made = await call('POST', '/event-endpoints', { body: { ...input, url } });
  expect([made.status, made.body.code]).toEqual([400, 'webhook_url_not_allowed']);
  expect(made.body.errors).toMatchObject([{ path: 'url' }]);
  const { id } = await create();
  const changed = await call('PATCH', `/event-endpoints/${id}`, { body: { url } });
  expect([changed.status, changed.body.code]).toEqual([400, 'webhook_url_not_allowed']);
});

test.each([
  [{ ...input, types: [] }, 'types'],
  [{ ...input, types: ['delivery.lost'] }, 'types.0'],
  [{ ...input, types: ['delivery.sent', 'delivery.sent'] }, 'types'],
  [{ ...input, types: ['ping'] }, 'types.0'],
  [{ url: input.url }, 'types'],
  [{ types: input.types }, 'url'],
  [{ ...input, secret: 'mine' }, 'secret'],
])('%j is refused', async (body, path) => {
  const refused = await call('POST', '/event-endpoints', { body });
  expect([refused.status, refused.body.code]).toEqual([400, 'validation_failed']);
  expect(refused.body.errors).toMatchObject([{ path }]);
});

test('a change keeps what it does not name, and disables and enables', async () => {
  const { id, secret: _, ...made } = await create({ description: 'Orders' });
  const path = `/event-endpoints/${id}`;
  const types = ['delivery.failed', 'inbox.read'];
  const changed = (await call('PATCH', path, { body: { types, disabled: true } })).body;
  expect(changed).toEqual({
    ...made,
    id,
    types,
    disabled: true,
    disabledAt: expect.any(String),
    disabledReason: 'request',
    updatedAt: expect.any(String),
  });
  for (const action of ['ping', 'replay']) {
    const body = action === 'replay' ? { since: '2026-01-01T00:00:00Z' } : undefined;
    const refused = await call('POST', `${path}/${action}`, { body });
    expect([action, refused.status, refused.body.code]).toEqual([action, 409, 'conflict']);
  }
  const enabled = (await call('PATCH', path, { body: { disabled: false } })).body;
  expect(enabled).toMatchObject({ disabled: false, disabledAt: null, disabledReason: null });
});

test('a new secret takes the place of the old one, which still signs for a day', async () => {
  const { id, secret } = await create();
  const rotated = await call('POST', `/event-endpoints/${id}/rotate-secret`);
  expect([rotated.status, Object.keys(rotated.body)]).toEqual([200, ['secret']]);
  expect(rotated.body.secret).toMatch(/^whsec_/);
  expect(rotated.body.secret).not.toBe(secret);
  const { rows } = await api().database.pool.query(
    `SELECT previous_secret IS NOT NULL AND secret <> previous_secret AS both,
       extract(epoch FROM previous_until - now()) / 3600 AS hours FROM event_endpoint WHERE id = $1`,
    [id],
  );
  expect(rows[0].both).toBe(true);
  expect(Number(rows[0].hours)).toBeCloseTo(24, 1);
});

test('a ping is listed among what the endpoint is sent', async () => {
  const { id } = await create();
  const ping = await call('POST', `/event-endpoints/${id}/ping`);
  expect(ping.status).toBe(200);
  const { status, body } = await call('GET', `/event-endpoints/${id}/deliveries`);
  expect(status).toBe(200);
  expect(body).toEqual({
    data: [
      {
        eventId: ping.body.eventId,
        type: 'ping',
        status: 'queued',
        attempts: 0,
        maxAttempts: 10,
        nextAttemptAt: expect.any(String),
        deliveredAt: null,
        lastError: null,
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
      },
    ],
    nextCursor: null,
  });
});

test('deliveries are listed page by page, the newest first', async () => {
  const { id } = await create();
  const ids = [];
  for (let n = 0; n < 3; n += 1) {
    ids.unshift((await call('POST', `/event-endpoints/${id}/ping`)).body.eventId as string);
  }
  const path = `/event-endpoints/${id}/deliveries?limit=2`;
  const first = (await call('GET', path)).body;
  const second = (await call('GET', `${path}&cursor=${first.nextCursor}`)).body;
  const shown = [...first.data, ...second.data].map((d: { eventId: string }) => d.eventId);
  expect([shown, second.nextCursor]).toEqual([ids, null]);
});

test('a replay is asked for with a time', async () => {
  const { id } = await create();
  const path = `/event-endpoints/${id}/replay`;
  const asked = await call('POST', path, { body: { since: '2026-01-31T13:00:00+01:00' } });
  expect([asked.status, asked.body]).toEqual([202, { since: '2026-01-31T12:00:00.000Z' }]);
  const refused = await call('POST', path, { body: { since: 'yesterday' } });
  expect([refused.status, refused.body.errors]).toMatchObject([400, [{ path: 'since' }]]);
});

test('a deleted endpoint is gone', async () => {
  const { id } = await create();
  expect((await call('DELETE', `/event-endpoints/${id}`)).status).toBe(204);
  expect((await call('DELETE', `/event-endpoints/${id}`)).status).toBe(404);
  expect((await call('GET', `/event-endpoints/${id}`)).status).toBe(404);
});

test.each([
  ['GET', ''],
  ['PATCH', ''],
  ['DELETE', ''],
  ['POST', '/rotate-secret'],
  ['POST', '/ping'],
  ['GET', '/deliveries'],
  ['POST', '/replay'],
] as const)('row 6: %s of another tenant’s endpoint%s is 404', async (method, action) => {
  const { id } = await create();
  const tenant = await api().makeTenant();
  const key = await api().makeKey(['events:write'], tenant);
  const body = { '/replay': { since: '2026-01-01T00:00:00Z' }, '': {} }[action as string];
  const options = { key, ...(method !== 'GET' && body !== undefined && { body }) };
  const reply = await call(method, `/event-endpoints/${id}${action}`, options);
  expect([reply.status, reply.body?.code]).toEqual([404, 'not_found']);
});

test('row 5: reading takes events:read, changing events:write', async () => {
  const key = await api().makeKey(['events:read']);
  expect((await call('GET', '/event-endpoints', { key })).status).toBe(200);
  const refused = await call('POST', '/event-endpoints', { key, body: input });
  expect([refused.status, refused.body.code]).toEqual([403, 'insufficient_scope']);
});

test('without a key to seal with no endpoint is made', async () => {
  const options = { key: await bare().makeKey(['events:write']), body: input };
  const { status, body } = await bare().call('POST', '/event-endpoints', options);
  expect([status, body.code]).toEqual([503, 'service_unavailable']);
});
