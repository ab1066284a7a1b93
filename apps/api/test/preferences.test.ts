import { testApi } from './test-api.ts';

const api = testApi();
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);

const quietHours = { start: '22:00', end: '07:00', timezone: 'Europe/Vienna' };

test('a subscriber has preferences from the beginning, and a PUT replaces them all', async () => {
  await call('PUT', '/subscribers/ada', { body: {} });
  const path = '/subscribers/ada/preferences';
  const before = await call('GET', path);
  expect([before.status, before.body]).toEqual([200, { categories: {}, quietHours: null }]);
  const wanted = { categories: { news: { email: false, push: true } }, quietHours };
  const put = await call('PUT', path, { body: wanted });
  expect([put.status, put.body]).toEqual([200, wanted]);
  expect((await call('GET', path)).body).toEqual(wanted);
  await call('PUT', path, { body: { categories: { offers: { sms: false } } } });
  expect((await call('GET', path)).body).toEqual({
    categories: { offers: { sms: false } },
    quietHours: null,
  });
});

test('nobody has no preferences', async () => {
  const path = '/subscribers/nobody/preferences';
  expect((await call('GET', path)).status).toBe(404);
  expect((await call('PUT', path, { body: {} })).status).toBe(404);
});

test('another tenant’s subscriber is nobody', async () => {
  await call('PUT', '/subscribers/own', { body: {} });
  const key = await api().makeKey(['subscribers:write'], await api().makeTenant());
  const path = '/subscribers/own/preferences';
  expect((await call('GET', path, { key })).status).toBe(404);
  expect((await call('PUT', path, { key, body: {} })).status).toBe(404);
});

test.each<[string, object, string]>([
  ['an hour that is none', { quietHours: { start: '24:00', end: '07:00' } }, 'quietHours.start'],
  ['a window without length', { quietHours: { start: '07:00', end: '07:00' } }, 'quietHours.end'],
  [
    'a zone that is none',
    { quietHours: { ...quietHours, timezone: 'Europe/Atlantis' } },
    'quietHours.timezone',
  ],
  ['a channel that is none', { categories: { news: { fax: false } } }, 'categories.news.fax'],
  ['a wish that is none', { categories: { news: { sms: 'no' } } }, 'categories.news.sms'],
  ['an unknown field', { quiet: true }, 'quiet'],
])('%s is refused', async (_what, body, path) => {
  await call('PUT', '/subscribers/ada', { body: {} });
  const refused = await call('PUT', '/subscribers/ada/preferences', { body });
  expect([refused.status, refused.body.code]).toEqual([400, 'validation_failed']);
  expect(refused.body.errors.map((e: { path: string }) => e.path)).toEqual([path]);
});

const everyChannel = {
  email: true,
  sms: true,
  whatsapp: true,
  push: true,
  webhook: true,
  in_app: true,
  system: true,
};

test('a category that was never declared allows everything', async () => {
  const { status, body } = await call('GET', '/categories/never%20declared');
  expect(status).toBe(200);
  expect(body).toEqual({
    key: 'never declared',
    name: null,
    optOut: true,
    quietHours: true,
    criticalPassesQuietHours: true,
    channels: everyChannel,
    retentionDays: null,
  });
});

test('a category is declared once and then replaced, what is left out is true', async () => {
  const said = { name: 'News', optOut: false, channels: { sms: false }, retentionDays: 14 };
  const declared = await call('PUT', '/categories/news', { body: said });
  expect([declared.status, declared.body]).toEqual([
    201,
    {
      ...said,
      key: 'news',
      quietHours: true,
      criticalPassesQuietHours: true,
      channels: { ...everyChannel, sms: false },
    },
  ]);
  expect((await call('GET', '/categories/news')).body).toEqual(declared.body);
  const replaced = await call('PUT', '/categories/news', { body: { quietHours: false } });
  expect(replaced.status).toBe(200);
  expect(replaced.body).toMatchObject({ name: null, optOut: true, quietHours: false });
});

test('transactional cannot be opted out of, and never waits', async () => {
  const path = '/categories/transactional';
  const fixed = { optOut: false, quietHours: false };
  expect((await call('GET', path)).body).toMatchObject(fixed);
  const named = await call('PUT', path, { body: { name: 'Receipts' } });
  expect(named.body).toMatchObject({ ...fixed, name: 'Receipts' });
  const refused = await call('PUT', path, { body: { optOut: true, quietHours: true } });
  expect([refused.status, refused.body.code]).toEqual([400, 'validation_failed']);
  expect(refused.body.errors.map((e: { path: string }) => e.path)).toEqual([
    'optOut',
    'quietHours',
  ]);
});

test('categories are a tenant’s own', async () => {
  await call('PUT', '/categories/ours', { body: { name: 'Ours' } });
  const key = await api().makeKey(['subscribers:read'], await api().makeTenant());
  expect((await call('GET', '/categories/ours', { key })).body.name).toBeNull();
  expect((await call('PUT', '/categories/ours', { key, body: {} })).status).toBe(403);
});
