import { notificationSchema } from '../src/endpoints/notifications/notification-view.ts';
import { testApi } from './test-api.ts';

const api = testApi();
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);

const email = { subject: 'Hello <%= it.name %>', html: '<p><%= it.name %></p>' };
const to = { email: 'ada@example.com' };
const ada = { name: 'Ada' };

let keys = 0;
const create = async (definition: object, published = true): Promise<string> => {
  const key = `made-${(keys += 1)}`;
  const created = await call('POST', '/templates', { body: { key, ...definition } });
  expect([created.status, created.body.code]).toEqual([201, undefined]);
  if (published) await call('POST', `/templates/${key}/publish`, { body: { version: 1 } });
  return key;
};
const send = (template: object, parts: object = {}) =>
  call('POST', '/notifications', { body: { to, channels: ['email'], template, ...parts } });
const errorsOf = (body: { errors: { path: string; code: string }[] }) =>
  body.errors.map(({ path, code }) => [path, code]);

test('a notification pins the published version, and gives its template back', async () => {
  const key = await create({ channels: { email } });
  const { status, body } = await send({ key, data: ada });
  expect(status).toBe(202);
  expect(notificationSchema.parse(body)).toMatchObject({
    content: null,
    template: { key, version: 1, locale: null, data: ada },
    deliveries: [{ channel: 'email', status: 'queued' }],
  });
  const { body: read } = await call('GET', `/notifications/${body.id}`);
  expect({ ...read, updatedAt: null }).toEqual({ ...body, updatedAt: null });
  const list = await call('GET', '/notifications?limit=1');
  expect(list.body.data[0].template).toEqual(body.template);
});

test('what is published later changes nothing that was accepted', async () => {
  const key = await create({ channels: { email } });
  const { body: before } = await send({ key, data: ada });
  await call('POST', `/templates/${key}/versions`, { body: { channels: { email } } });
  await call('POST', `/templates/${key}/publish`, { body: { version: 2 } });
  const { body: after } = await send({ key, data: ada });
  expect([before.template.version, after.template.version]).toEqual([1, 2]);
  expect((await call('GET', `/notifications/${before.id}`)).body.template.version).toBe(1);
});

test('a version that is named need not be published', async () => {
  const key = await create({ channels: { email } }, false);
  expect((await send({ key, data: ada })).body.code).toBe('template_not_published');
  expect((await send({ key, version: 1, data: ada })).status).toBe(202);
});

test('without channels a template sends on all that it has; what has no address is suppressed', async () => {
  const key = await create({ channels: { email, sms: { text: 'x' } } });
  const { status, body } = await send({ key, data: ada }, { channels: undefined });
  expect([status, body.channels]).toEqual([202, ['email', 'sms']]);
  expect(body.deliveries).toMatchObject([
    { channel: 'email', status: 'queued' },
    { channel: 'sms', status: 'suppressed', lastError: { code: 'no_address' } },
  ]);
});

test('without channels and without any address it is 422 no_address', async () => {
  const key = await create({ channels: { email } });
  const { status, body } = await send({ key, data: ada }, { channels: undefined, to: {} });
  expect([status, errorsOf(body)]).toEqual([422, [['to', 'no_address']]]);
});

test('the locale is the request’s, else the recipient’s, else the subscriber’s', async () => {
  const key = await create({ channels: { email } });
  await call('PUT', '/subscribers/ines', { body: { email: 'ines@example.com', locale: 'pt-BR' } });
  const localeOf = async (template: object, recipient: object) => {
    const { body } = await send({ key, data: ada, ...template }, { to: recipient });
    return body.template.locale;
  };
  expect(await localeOf({}, { subscriberId: 'ines' })).toBe('pt-BR');
  expect(await localeOf({}, { subscriberId: 'ines', locale: 'fr' })).toBe('fr');
  expect(await localeOf({ locale: 'de' }, { subscriberId: 'ines', locale: 'fr' })).toBe('de');
});

test('row 13: every missing value of every channel is named at once', async () => {
  const key = await create({ channels: { email, sms: { text: '<%= it.order.id %>' } } });
  const recipient = { to: { ...to, phone: '+4366012345678' }, channels: ['email', 'sms'] };
  const { status, body } = await send({ key, data: {} }, recipient);
  expect([status, body.code]).toEqual([422, 'template_variable_missing']);
  expect(errorsOf(body)).toEqual([
    ['template.data.name', 'template_variable_missing'],
    ['template.data.order.id', 'template_variable_missing'],
  ]);
  expect((await send({ key, data: ada })).status).toBe(202);
});

test('data that does not fit the schema of the template is 422 with its path', async () => {
  const schema = {
    type: 'object',
    properties: { name: { type: 'string' } },
    required: ['name'],
  };
  const key = await create({ channels: { email }, schema });
  const { status, body } = await send({ key, data: { name: 5 } });
  expect([status, body.code, body.errors[0].path]).toEqual([
    422,
    'data_schema_mismatch',
    'template.data.name',
  ]);
});

test('an SMS is as long as its rendered text', async () => {
  const key = await create({ channels: { sms: { text: '<%= it.text %>' } } });
  const recipient = { to: { phone: '+4366012345678' }, channels: ['sms'] };
  const sms = (text: string) => send({ key, data: { text } }, recipient);
  expect((await sms('x'.repeat(600))).status).toBe(202);
  const { status, body } = await sms('x'.repeat(700));
  expect([status, errorsOf(body)]).toEqual([422, [['template.data', 'sms_too_long']]]);
});

test.each([
  ['an unknown template', { key: 'nowhere' }, 'template_not_found', 'template.key'],
  ['an unknown version', { version: 9 }, 'template_not_found', 'template.version'],
])('row 12: %s is 422', async (_what, parts, code, path) => {
  const key = await create({ channels: { email } });
  const { status, body } = await send({ key, data: ada, ...parts });
  expect([status, errorsOf(body)]).toEqual([422, [[path, code]]]);
});

test('a channel that the template does not have is 422 at its place', async () => {
  const key = await create({ channels: { email } });
  const webhookUrl = 'http://127.0.0.1:3100/hooks/a';
  const recipient = { to: { ...to, webhookUrl }, channels: ['email', 'webhook'] };
  const { status, body } = await send({ key, data: ada }, recipient);
  expect([status, errorsOf(body)]).toEqual([422, [['channels.1', 'template_invalid']]]);
});

test('a deleted template accepts nothing more', async () => {
  const key = await create({ channels: { email } });
  await call('DELETE', `/templates/${key}`);
  expect((await send({ key, data: ada })).body.code).toBe('template_not_found');
});

test('another tenant’s template is not found', async () => {
  const key = await create({ channels: { email } });
  const stranger = await api().makeKey(['notifications:write'], await api().makeTenant());
  const body = { to, channels: ['email'], template: { key, data: ada } };
  const reply = await call('POST', '/notifications', { key: stranger, body });
  expect([reply.status, reply.body.code]).toEqual([422, 'template_not_found']);
});

test.each([
  ['neither content nor template', { template: undefined }, 'content'],
  ['both', { content: { body: 'x' } }, 'template'],
  ['no key', { template: { data: {} } }, 'template.key'],
  ['version 0', { template: { key: 'a', version: 0 } }, 'template.version'],
  ['an unknown field', { template: { key: 'a', colour: 1 } }, 'template.colour'],
  ['data that is a list', { template: { key: 'a', data: [] } }, 'template.data'],
  ['no address for a channel asked for', { to: {}, template: { key: 'a' } }, 'to.email'],
])('%s is 400 at its path', async (_what, parts, path) => {
  const { status, body } = await send({ key: 'a', data: {} }, parts);
  expect([status, body.code]).toEqual([400, 'validation_failed']);
  expect(body.errors.map((error: { path: string }) => error.path)).toContain(path);
});

test('in a batch each bad item has its place, and nothing is stored', async () => {
  const key = await create({ channels: { email } });
  const item = (template: object) => ({ to, channels: ['email'], category: 'bad-batch', template });
  const notifications = [
    item({ key, data: ada }),
    item({ key, data: {} }),
    item({ key: 'nowhere' }),
  ];
  const all = await call('POST', '/notifications/batch', { body: { notifications } });
  expect([all.status, all.body.code]).toEqual([400, 'validation_failed']);
  expect(errorsOf(all.body)).toEqual([
    ['notifications.1.template.data.name', 'template_variable_missing'],
    ['notifications.2.template.key', 'template_not_found'],
  ]);
  const some = await call('POST', '/notifications/batch?mode=partial', { body: { notifications } });
  expect([some.status, some.body.accepted, some.body.rejected]).toEqual([207, 1, 2]);
  const { body } = await call('GET', '/notifications?category=bad-batch');
  expect(body.data).toHaveLength(1);
});

test('a template is tested before it is published, like any notification', async () => {
  const key = await create({ channels: { email } }, false);
  const test = (body: object) => call('POST', `/templates/${key}/test`, { body });
  const { status, body, headers } = await test({ to, channel: 'email', data: ada });
  expect([status, headers.get('location')]).toEqual([202, `/api/v1/notifications/${body.id}`]);
  expect(body).toMatchObject({ channels: ['email'], template: { key, version: 1, data: ada } });
  expect(errorsOf((await test({ to, channel: 'email', data: {} })).body)).toEqual([
    ['data.name', 'template_variable_missing'],
  ]);
  expect(errorsOf((await test({ to: {}, channel: 'email', data: ada })).body)).toEqual([
    ['to.email', 'required'],
  ]);
  const toMany = await test({ to: { topic: 'news' }, channel: 'email', data: ada });
  expect([toMany.status, toMany.body.errors[0].path]).toEqual([400, 'to.topic']);
});
