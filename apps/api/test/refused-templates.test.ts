import { testApi } from './test-api.ts';

const api = testApi();
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);
const sms = (text: string) => ({ channels: { sms: { text } } });

test.each([
  ['template_unsafe', '<% process.exit() %>'],
  ['template_unsafe', '<%= it.constructor %>'],
  ['template_unsafe', "<%= include('x') %>"],
  ['template_unsafe', '<%~ it.name %>'],
  ['template_invalid', '<% if (it.x) { %>'],
  ['template_invalid', '<%@ partial nowhere %>'],
])('row 14: %s: %j is 422 with its place', async (code, text) => {
  const { status, body } = await call('POST', '/templates', {
    body: { key: 'refused', ...sms(`Hello\n${text}`) },
  });
  expect([status, body.code]).toEqual([422, code]);
  expect(body.errors[0]).toMatchObject({ path: 'channels.sms.text', code, line: 2 });
});

test('a partial that is not safe is found out by the template that names it', async () => {
  await call('PUT', '/partials/hostile', { body: { source: '<% while (true) {} %>' } });
  const body = { key: 'refused', ...sms('<%@ partial hostile %>') };
  expect((await call('POST', '/templates', { body })).body.code).toBe('template_unsafe');
});

test('partials cannot make a template as large as they like', async () => {
  await call('PUT', '/partials/long', { body: { source: 'x'.repeat(60_000) } });
  const named = { sms: { text: '<%@ partial long %>' } };
  const locales = Object.fromEntries(['de', 'fr', 'it', 'pt', 'es'].map((name) => [name, named]));
  const body = { key: 'refused', channels: named, locales };
  const reply = await call('POST', '/templates', { body });
  expect([reply.status, reply.body.code]).toEqual([422, 'template_budget_exceeded']);
});

test('a locale cannot have a channel that the template does not have', async () => {
  const locales = { de: { push: { title: 'Hallo', body: 'Hallo' } } };
  const { status, body } = await call('POST', '/templates', {
    body: { key: 'refused', ...sms('x'), locales },
  });
  expect([status, body.code, body.errors[0].path]).toEqual([
    422,
    'template_invalid',
    'locales.de.push',
  ]);
});

test.each([
  ['no channels', {}, 'channels'],
  ['no channel at all', { channels: {} }, 'channels'],
  ['an unknown channel', { channels: { fax: { text: 'x' } } }, 'channels.fax'],
  ['an unknown part', { channels: { sms: { text: 'x', html: 'y' } } }, 'channels.sms.html'],
  ['mail without a text', { channels: { email: { subject: 'x' } } }, 'channels.email.html'],
  ['mail without a subject', { channels: { email: { html: 'x' } } }, 'channels.email.subject'],
  ['an unknown locale', { ...sms('x'), locales: { '!': sms('x').channels } }, 'locales.!'],
  ['a layout no partial can be', { ...sms('x'), layout: 'a b' }, 'layout'],
  ['a schema that is a list', { ...sms('x'), schema: [] }, 'schema'],
  ['a source over 64 KiB', sms('x'.repeat(65_537)), 'channels.sms.text'],
  ['NUL in a source', sms('a\0'), 'channels.sms.text'],
])('%s is 400 at its path', async (_what, definition, path) => {
  const { status, body } = await call('POST', '/templates', {
    body: { key: 'refused', ...definition },
  });
  expect([status, body.code]).toEqual([400, 'validation_failed']);
  expect(body.errors.map((error: { path: string }) => error.path)).toContain(path);
});

test.each(['', '-a', 'a b', 'a/b', 'x'.repeat(101)])('the key %j is 400', async (key) => {
  const { body } = await call('POST', '/templates', { body: { key, ...sms('x') } });
  expect([body.code, body.errors?.[0].path]).toEqual(['validation_failed', 'key']);
});

test('nothing of all that was stored', async () => {
  expect((await call('GET', '/templates')).body.data).toEqual([]);
});
