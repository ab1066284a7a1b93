import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();
const MINUTE_MS = 60_000;

const collecting = (key: string, parts: object = {}) =>
  emailRequest({ correlationId: key, digest: { key, windowMs: MINUTE_MS }, ...parts });

const post = (body: object, options: object = {}) =>
  api().call('POST', '/notifications', { body, ...options });

const digestsOf = async (key: string) => {
  const { rows } = await api().database.pool.query(
    `SELECT g.items, g.channel, g.closes_at, count(m.delivery_id)::int AS members
     FROM digest g LEFT JOIN digest_member m ON m.digest_id = g.id WHERE g.key = $1
     GROUP BY g.id ORDER BY g.channel`,
    [key],
  );
  return rows;
};

test('an item is scheduled until its digest’s window ends', async () => {
  const acceptedMs = Date.now();
  const { status, body } = await post(collecting('one'));
  expect([status, body.status, body.deliveries[0].status]).toEqual([202, 'scheduled', 'scheduled']);
  const [digest] = await digestsOf('one');
  expect(digest.closes_at.getTime()).toBeGreaterThanOrEqual(acceptedMs + MINUTE_MS);
  const { body: read } = await api().call('GET', `/notifications/${body.id}`);
  expect(read.deliveries[0].nextAttemptAt).toBe(digest.closes_at.toISOString());
  const { rowCount } = await api().database.pool.query('SELECT FROM dispatch');
  expect(rowCount).toBe(0);
});

test('items that come at once, at two apis and in a batch, ride one digest', async () => {
  const origin = await api().startAnother();
  const items = Array.from({ length: 20 }, () => collecting('many'));
  await Promise.all([
    api().call('POST', '/notifications/batch', { body: { notifications: items } }),
    ...items.map((body, n) => post(body, n % 2 === 0 ? { origin } : {})),
  ]);
  expect(await digestsOf('many')).toMatchObject([{ items: 40, members: 40 }]);
});

test('each channel of a request has its own digest', async () => {
  await api().call('PUT', '/subscribers/ada', { body: { email: 'ada@example.com' } });
  const to = { subscriberId: 'ada' };
  await post(collecting('both', { to, channels: ['email', 'in_app'] }));
  expect(await digestsOf('both')).toMatchObject([{ channel: 'email' }, { channel: 'in_app' }]);
});

test('of a route the first channel is collected, and the others wait for it', async () => {
  await api().call('PUT', '/subscribers/bob', { body: { email: 'bob@example.com' } });
  const route = { mode: 'first', channels: ['email', 'in_app'], afterMs: MINUTE_MS };
  const { body } = await post(
    collecting('route', { to: { subscriberId: 'bob' }, channels: undefined, route }),
  );
  expect(await digestsOf('route')).toMatchObject([{ channel: 'email' }]);
  const [first, second] = body.deliveries.map((d: { nextAttemptAt: string }) =>
    Date.parse(d.nextAttemptAt),
  );
  expect(second - first).toBe(MINUTE_MS);
});

test('one that is scheduled for later is collected when it is due', async () => {
  const scheduledAt = new Date(Date.now() + MINUTE_MS).toISOString();
  const { body } = await post(collecting('later', { scheduledAt }));
  expect(body.deliveries[0]).toMatchObject({ status: 'scheduled', nextAttemptAt: scheduledAt });
  expect(await digestsOf('later')).toEqual([]);
});

test('an item can be cancelled while it waits', async () => {
  const { body } = await post(collecting('cancelled'));
  expect((await api().call('DELETE', `/notifications/${body.id}`)).status).toBe(204);
  const { body: read } = await api().call('GET', `/notifications/${body.id}`);
  expect(read.status).toBe('cancelled');
});

test('the timeline says that it is held', async () => {
  const { body } = await post(collecting('timeline'));
  const { body: timeline } = await api().call('GET', `/notifications/${body.id}/timeline`);
  expect(timeline.data).toMatchObject([
    { type: 'accepted', detail: null },
    { type: 'held', detail: 'digest timeline' },
  ]);
});

test('a replay and a duplicate put nothing into a digest', async () => {
  const headers = { 'idempotency-key': 'digest' };
  const item = collecting('once', { dedupe: { key: 'once', windowMs: MINUTE_MS } });
  for (let n = 0; n < 3; n += 1) await post(item, { headers });
  await post(item);
  expect(await digestsOf('once')).toMatchObject([{ items: 1, members: 1 }]);
});

test('an item expires 72 h after its window, unless it says when', async () => {
  const { body } = await post(collecting('expiry'));
  const HOURS_72 = 72 * 60 * MINUTE_MS;
  const [{ nextAttemptAt }] = body.deliveries;
  expect(Date.parse(body.expiresAt) - Date.parse(nextAttemptAt)).toBe(HOURS_72);
  const early = new Date(Date.now() + MINUTE_MS / 2).toISOString();
  const refused = await post(collecting('expiry', { expiresAt: early }));
  expect([refused.status, refused.body.errors[0].path]).toEqual([400, 'expiresAt']);
});

test('a template that lists items is accepted for a digest, and not without one', async () => {
  const html = '<% for (const item of it.items) { %><%= item.name %><% } %>';
  const channels = { email: { subject: 'News', html } };
  await api().call('POST', '/templates', { body: { key: 'news', channels } });
  await api().call('POST', '/templates/news/publish', { body: { version: 1 } });
  const template = { key: 'news', data: { name: 'Ada' } };
  const alone = await post(emailRequest({ content: undefined, template }));
  expect([alone.status, alone.body.code]).toEqual([422, 'template_variable_missing']);
  const collected = await post(collecting('template', { content: undefined, template }));
  expect([collected.status, collected.body.status]).toEqual([202, 'scheduled']);
  expect(collected.body.template.data).toEqual({ name: 'Ada' });
});

test.each([
  { key: '', windowMs: 1 },
  { key: 'x', windowMs: 0 },
  { key: 'x' },
  { key: 'x', windowMs: 1, maxItems: 0 },
  { key: 'x', windowMs: 1, maxItems: 1_001 },
])('digest %j is 400', async (digest) => {
  const { status, body } = await post(emailRequest({ digest }));
  expect([status, body.code]).toEqual([400, 'validation_failed']);
});
