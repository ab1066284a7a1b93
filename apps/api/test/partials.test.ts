import { testApi } from './test-api.ts';

const api = testApi();
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);

test('a partial is created, replaced, read and forgotten', async () => {
  const path = '/partials/footer';
  const created = await call('PUT', path, { body: { source: 'Bye' } });
  expect([created.status, created.body.name, created.body.source]).toEqual([201, 'footer', 'Bye']);
  const replaced = await call('PUT', path, { body: { source: 'So long' } });
  expect([replaced.status, replaced.body.createdAt]).toEqual([200, created.body.createdAt]);
  expect((await call('GET', path)).body).toEqual(replaced.body);
  expect((await call('DELETE', path)).status).toBe(204);
  expect((await call('GET', path)).body.code).toBe('not_found');
  expect((await call('DELETE', path)).body.code).toBe('not_found');
});

test.each([
  ['no source', {}, 'source'],
  ['a source that is no text', { source: 5 }, 'source'],
  ['a source over 64 KiB', { source: 'x'.repeat(65_537) }, 'source'],
  ['NUL in the source', { source: 'a\0b' }, 'source'],
  ['an unknown field', { source: '', colour: 1 }, 'colour'],
])('%s is 400 at its path', async (_what, body, path) => {
  const reply = await call('PUT', '/partials/bad', { body });
  expect([reply.status, reply.body.errors[0].path]).toEqual([400, path]);
});

test('a name that no partial can have is 404', async () => {
  const reply = await call('PUT', '/partials/..%2Fetc', { body: { source: '' } });
  expect([reply.status, reply.body.code]).toEqual([404, 'not_found']);
});

test('another tenant’s partial is not there, and reading it needs a scope', async () => {
  await call('PUT', '/partials/own', { body: { source: 'mine' } });
  const key = await api().makeKey(['templates:read'], await api().makeTenant());
  expect((await call('GET', '/partials/own', { key })).status).toBe(404);
  expect((await call('PUT', '/partials/own', { key, body: { source: '' } })).body.code).toBe(
    'insufficient_scope',
  );
});
