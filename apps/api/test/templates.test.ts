import { testApi } from './test-api.ts';

const api = testApi();
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);

let keys = 0;
const newKey = (): string => `template-${(keys += 1)}`;
const sms = (text: string) => ({ channels: { sms: { text } } });
const create = async (definition: object = sms('Hello <%= it.name %>'), key = newKey()) => {
  const reply = await call('POST', '/templates', { body: { key, ...definition } });
  expect([reply.status, reply.body.code]).toEqual([201, undefined]);
  return key;
};
const save = (key: string, definition: object) =>
  call('POST', `/templates/${key}/versions`, { body: definition });
const publish = (key: string, version: number) =>
  call('POST', `/templates/${key}/publish`, { body: { version } });
const preview = (key: string, body: object) =>
  call('POST', `/templates/${key}/preview`, { body: { channel: 'sms', ...body } });

test('a template begins with version 1, unpublished', async () => {
  const key = newKey();
  const definition = sms('Hello <%= it.name %>');
  const { status, body } = await call('POST', '/templates', { body: { key, ...definition } });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    key,
    version: 1,
    published: false,
    publishedVersion: null,
    ...definition,
    locales: null,
    layout: null,
    schema: null,
  });
  expect((await call('GET', `/templates/${key}`)).body).toEqual(body);
});

test('a key that is taken is 409 template_exists', async () => {
  const key = await create();
  const again = await call('POST', '/templates', { body: { key, ...sms('x') } });
  expect([again.status, again.body.code]).toEqual([409, 'template_exists']);
});

test('a version is saved beside those before it, which never change', async () => {
  const key = await create(sms('one'));
  const saved = await save(key, sms('two'));
  expect([saved.status, saved.body]).toEqual([201, { version: 2 }]);
  const textOf = async (query: string) =>
    (await call('GET', `/templates/${key}${query}`)).body.channels.sms.text;
  expect([await textOf('?version=1'), await textOf('?version=2'), await textOf('')]).toEqual([
    'one',
    'two',
    'two',
  ]);
});

test('publishing chooses a version; one that is not there is 422 template_not_found', async () => {
  const key = await create();
  const published = await publish(key, 1);
  expect([published.status, published.body]).toEqual([200, { key, publishedVersion: 1 }]);
  expect((await call('GET', `/templates/${key}`)).body.published).toBe(true);
  const unknown = await publish(key, 2);
  expect([unknown.status, unknown.body.code, unknown.body.errors[0].path]).toEqual([
    422,
    'template_not_found',
    'version',
  ]);
});

test('a preview shows the published version, another by its number, and what an SMS costs', async () => {
  const key = await create(sms('Hello <%= it.name %>'));
  await save(key, sms('Bye <%= it.name %>'));
  const data = { name: 'Ada' };
  expect((await preview(key, { data })).body.parts).toEqual({ text: 'Bye Ada' });
  await publish(key, 1);
  const { status, body } = await preview(key, { data });
  expect([status, body.parts, body.segments]).toEqual([200, { text: 'Hello Ada' }, 1]);
  expect((await preview(key, { data, version: 2 })).body.parts.text).toBe('Bye Ada');
  expect((await preview(key, { data, version: 3 })).body.code).toBe('template_not_found');
});

test('a preview names every value that is missing', async () => {
  const key = await create(sms('<%= it.name %> <%= it.order.id %>'));
  const { status, body } = await preview(key, { data: { order: {} } });
  expect([status, body.code]).toEqual([422, 'template_variable_missing']);
  expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([
    'data.name',
    'data.order.id',
  ]);
});

test('a preview of a channel that the template does not have is 422', async () => {
  const { status, body } = await preview(await create(), { channel: 'push', data: { name: 'a' } });
  expect([status, body.code]).toEqual([422, 'template_invalid']);
});

test('html is escaped, and a locale falls back to its language and then to the default', async () => {
  const mail = (subject: string) => ({ email: { subject, html: '<p><%= it.name %></p>' } });
  const key = await create({ channels: mail('Hello'), locales: { pt: mail('Olá') } });
  const shown = async (locale?: string) => {
    const body = { channel: 'email', locale, data: { name: '<b>' } };
    return (await preview(key, body)).body.parts;
  };
  expect(await shown('pt-BR')).toMatchObject({ subject: 'Olá', html: '<p>&lt;b&gt;</p>' });
  expect(await shown('fr')).toMatchObject({ subject: 'Hello', html: '<p>&lt;b&gt;</p>' });
});

test('layout and partials are put in when a version is saved, and stay as they were', async () => {
  const put = (name: string, source: string) =>
    call('PUT', `/partials/${name}`, { body: { source } });
  await put('frame', '<main><%@ body %></main><%@ partial foot %>');
  await put('foot', '<i><%@ partial sign %></i>');
  await put('sign', 'Bye <%= it.name %>');
  const email = { subject: 'Hello', html: '<p>Hi</p>' };
  const key = await create({ channels: { email }, layout: 'frame' });
  const shown = async () =>
    (await preview(key, { channel: 'email', data: { name: 'Ada' } })).body.parts.html;
  expect(await shown()).toBe('<main><p>Hi</p></main><i>Bye Ada</i>');
  await put('sign', 'So long');
  await call('DELETE', '/partials/foot');
  expect(await shown()).toBe('<main><p>Hi</p></main><i>Bye Ada</i>');
  expect((await call('GET', `/templates/${key}`)).body).toMatchObject({ layout: 'frame' });
});

test('templates are listed newest first, page by page', async () => {
  const key = await api().makeKey(['templates:write'], await api().makeTenant());
  for (const name of ['a', 'b', 'c']) {
    await call('POST', '/templates', { key, body: { key: name, ...sms('x') } });
  }
  const keysOf = (body: { data: { key: string }[] }) => body.data.map((t) => t.key);
  const first = await call('GET', '/templates?limit=2', { key });
  const rest = await call('GET', `/templates?limit=2&cursor=${first.body.nextCursor}`, { key });
  expect([keysOf(first.body), keysOf(rest.body), rest.body.nextCursor]).toEqual([
    ['c', 'b'],
    ['a'],
    null,
  ]);
});

test('a deleted template is not there, and its key is free', async () => {
  const key = await create();
  await save(key, sms('two'));
  expect((await call('DELETE', `/templates/${key}`)).status).toBe(204);
  for (const reply of [
    await call('GET', `/templates/${key}`),
    await call('DELETE', `/templates/${key}`),
    await save(key, sms('three')),
    await publish(key, 1),
    await preview(key, { data: {} }),
  ]) {
    expect([reply.status, reply.body.code]).toEqual([404, 'not_found']);
  }
  await create(sms('again'), key);
  expect((await call('GET', `/templates/${key}`)).body.version).toBe(1);
});

test('another tenant’s template is not there', async () => {
  const template = await create();
  const key = await api().makeKey(['templates:write'], await api().makeTenant());
  for (const [method, path, body] of [
    ['GET', '', undefined],
    ['DELETE', '', undefined],
    ['POST', '/versions', sms('x')],
    ['POST', '/publish', { version: 1 }],
    ['POST', '/preview', { channel: 'sms', data: {} }],
    ['POST', '/test', { channel: 'sms', to: { phone: '+4366012345678' }, data: {} }],
  ] as const) {
    const reply = await call(method, `/templates/${template}${path}`, { key, body });
    expect([path, reply.status]).toEqual([path, 404]);
  }
});

test('reading needs templates:read, changing templates:write', async () => {
  const template = await create();
  const key = await api().makeKey(['templates:read']);
  expect((await call('GET', `/templates/${template}`, { key })).status).toBe(200);
  expect((await call('DELETE', `/templates/${template}`, { key })).status).toBe(403);
  const other = await api().makeKey(['notifications:write']);
  expect((await call('GET', '/templates', { key: other })).status).toBe(403);
});
