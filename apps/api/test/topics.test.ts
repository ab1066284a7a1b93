import { DEFAULT_TENANT_ID } from '@carillon/repositories';
import { testApi } from './test-api.ts';

const api = testApi();
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);

beforeAll(async () => {
  await api().database.pool.query(
    `INSERT INTO subscriber (tenant_id, id) SELECT $1, 'person-' || n FROM generate_series(0, 999) n`,
    [DEFAULT_TENANT_ID],
  );
});

const people = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => `person-${from + i}`);
const makeTopic = async (key: string, subscriberIds: readonly string[] = []): Promise<void> => {
  expect((await call('PUT', `/topics/${key}`, { body: {} })).status).toBe(201);
  if (subscriberIds.length > 0) await change('POST', key, subscriberIds);
};
const change = (method: 'POST' | 'DELETE', key: string, subscriberIds: readonly string[]) =>
  call(method, `/topics/${key}/subscribers`, { body: { subscriberIds } });
const membersOf = async (key: string): Promise<number> =>
  (await call('GET', `/topics/${key}`)).body.members as number;

test('a topic is created, renamed without losing members, and deleted', async () => {
  const created = await call('PUT', '/topics/life', { body: { name: 'One' } });
  expect([created.status, created.body]).toEqual([201, { key: 'life', name: 'One', members: 0 }]);
  await change('POST', 'life', ['person-1']);
  const renamed = await call('PUT', '/topics/life', { body: { name: 'Two' } });
  expect([renamed.status, renamed.body]).toEqual([200, { key: 'life', name: 'Two', members: 1 }]);
  expect((await call('GET', '/topics/life')).body).toEqual(renamed.body);
  expect((await call('DELETE', '/topics/life')).status).toBe(204);
  expect((await call('GET', '/topics/life')).status).toBe(404);
  expect((await call('DELETE', '/topics/life')).status).toBe(404);
});

test('a topic made anew under a deleted key has nobody in it', async () => {
  await makeTopic('reborn', ['person-1', 'person-2']);
  await call('DELETE', '/topics/reborn');
  await makeTopic('reborn');
  expect(await membersOf('reborn')).toBe(0);
});

test('a thousand join in one call and leave in another; who is named twice counts once', async () => {
  await makeTopic('crowd');
  const joined = await change('POST', 'crowd', people(0, 1_000));
  expect([joined.status, joined.body]).toEqual([200, { added: 1_000 }]);
  expect((await change('POST', 'crowd', people(990, 1_000))).body).toEqual({ added: 0 });
  expect(await membersOf('crowd')).toBe(1_000);
  const left = await change('DELETE', 'crowd', [...people(0, 400), 'person-0', 'nobody']);
  expect([left.status, left.body]).toEqual([200, { removed: 400 }]);
  expect(await membersOf('crowd')).toBe(600);
});

test('one unknown subscriber refuses the call, with his place in it', async () => {
  await makeTopic('strict');
  const reply = await change('POST', 'strict', ['person-1', 'nobody', 'person-2', 'nobody']);
  expect([reply.status, reply.body.code]).toEqual([422, 'subscriber_not_found']);
  expect(reply.body.errors.map(({ path }: { path: string }) => path)).toEqual([
    'subscriberIds.1',
    'subscriberIds.3',
  ]);
  expect(await membersOf('strict')).toBe(0);
});

test.each([
  ['none', []],
  ['more than a thousand', Array.from({ length: 1_001 }, () => 'person-1')],
])('%s to join is 400', async (_name, subscriberIds) => {
  await makeTopic(`bounds-${subscriberIds.length}`);
  const reply = await change('POST', `bounds-${subscriberIds.length}`, subscriberIds);
  expect([reply.status, reply.body.errors[0].path]).toEqual([400, 'subscriberIds']);
});

test('members of a topic nobody knows: 404, whoever they are', async () => {
  expect((await change('POST', 'unknown', ['nobody'])).status).toBe(404);
  expect((await change('DELETE', 'unknown', ['nobody'])).status).toBe(404);
});

test('topics and subscribers of another tenant do not exist', async () => {
  await makeTopic('ours');
  const key = await api().makeKey(['subscribers:write'], await api().makeTenant());
  expect((await call('GET', '/topics/ours', { key })).status).toBe(404);
  expect((await call('PUT', '/topics/ours', { key, body: {} })).status).toBe(201);
  const body = { subscriberIds: ['person-1'] };
  const reply = await call('POST', '/topics/ours/subscribers', { key, body });
  expect(reply.body.code).toBe('subscriber_not_found');
});

test('the list goes back in time, page by page', async () => {
  const key = await api().makeKey(['subscribers:write'], await api().makeTenant());
  for (const name of ['a', 'b', 'c']) await call('PUT', `/topics/${name}`, { key, body: { name } });
  const first = await call('GET', '/topics?limit=2', { key });
  expect(first.body.data.map((t: { key: string }) => t.key)).toEqual(['c', 'b']);
  const second = await call('GET', `/topics?limit=2&cursor=${first.body.nextCursor}`, { key });
  expect(second.body).toEqual({ data: [{ key: 'a', name: 'a', members: 0 }], nextCursor: null });
});

test('two keys that differ in case are two topics', async () => {
  await makeTopic('Case');
  await makeTopic('case');
  expect((await call('GET', '/topics/Case')).body.key).toBe('Case');
});

test('the count is right whoever joins and leaves at the same time', async () => {
  await makeTopic('busy');
  const groups = Array.from({ length: 10 }, (_, i) => people(i * 50, i * 50 + 100));
  await Promise.all(groups.map((ids) => change('POST', 'busy', ids.toReversed())));
  expect(await membersOf('busy')).toBe(550);
  await Promise.all(groups.slice(0, 5).map((ids) => change('DELETE', 'busy', ids)));
  expect(await membersOf('busy')).toBe(250);
});
