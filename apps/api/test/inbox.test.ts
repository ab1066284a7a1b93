import { deliverToInbox } from './delivery-rows.ts';
import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();

const inboxOf = async (subscriberId: string, items: number): Promise<string[]> => {
  await api().call('PUT', `/subscribers/${subscriberId}`, { body: {} });
  const ids: string[] = [];
  for (let i = 0; i < items; i += 1) {
    const request = emailRequest({ to: { subscriberId }, channels: ['in_app'] });
    const { body } = await api().call('POST', '/notifications', { body: request });
    ids.push(body.deliveries[0].id as string);
    await deliverToInbox(api().database, body.deliveries[0].id as string);
  }
  return ids;
};

const inbox = async (subscriberId: string, query = '') => {
  const { body } = await api().call('GET', `/subscribers/${subscriberId}/inbox${query}`);
  return body.data.map(({ id }: { id: string }) => id) as string[];
};

const counts = async (subscriberId: string) =>
  (await api().call('GET', `/subscribers/${subscriberId}/inbox/counts`)).body;

const patch = (subscriberId: string, id: string, body: object) =>
  api().call('PATCH', `/subscribers/${subscriberId}/inbox/${id}`, { body });

test('a subscriber is created, replaced and found', async () => {
  const known = { email: 'Sub@EXAMPLE.com', name: 'Sub', data: { plan: 'pro' } };
  const created = await api().call('PUT', '/subscribers/sub', { body: known });
  expect(created.status).toBe(201);
  const replaced = await api().call('PUT', '/subscribers/sub', {
    body: { phone: '+4366012345678' },
  });
  expect(replaced.status).toBe(200);
  const { body } = await api().call('GET', '/subscribers/sub');
  expect(body).toMatchObject({
    subscriberId: 'sub',
    email: null,
    phone: '+4366012345678',
    data: {},
    devices: [],
  });
  expect(created.body.email).toBe('Sub@example.com');
  expect((await api().call('GET', '/subscribers/nobody')).status).toBe(404);
  expect((await api().call('PUT', '/subscribers/sub', { body: { colour: 1 } })).status).toBe(400);
});

test('subscribers are listed, the newest first', async () => {
  for (const name of ['list-a', 'list-b', 'list-c'])
    await api().call('PUT', `/subscribers/${name}`, { body: {} });
  const page = await api().call('GET', '/subscribers?limit=2');
  expect(page.body.data.map((s: { subscriberId: string }) => s.subscriberId)).toEqual([
    'list-c',
    'list-b',
  ]);
  const next = await api().call('GET', `/subscribers?limit=1&cursor=${page.body.nextCursor}`);
  expect(next.body.data[0].subscriberId).toBe('list-a');
});

test('items come the newest first and can be asked for by state', async () => {
  const [a = '', b = '', c = ''] = await inboxOf('states', 3);
  await patch('states', a, { read: true });
  await patch('states', b, { archived: true });
  expect(await inbox('states')).toEqual([c, b, a]);
  expect(await inbox('states', '?state=unread')).toEqual([c]);
  expect(await inbox('states', '?state=read')).toEqual([a]);
  expect(await inbox('states', '?state=archived')).toEqual([b]);
  expect(await inbox('states', '?limit=1')).toEqual([c]);
  expect(await counts('states')).toEqual({ unread: 1, unseen: 1, total: 3, version: 5 });
});

test('read implies seen, unseen implies unread, and a mark keeps its first time', async () => {
  const [id = ''] = await inboxOf('marks', 1);
  const read = await patch('marks', id, { read: true });
  expect([read.status, read.body.seenAt]).toEqual([200, read.body.readAt]);
  const again = await patch('marks', id, { read: true });
  expect(again.body).toEqual(read.body);
  const unseen = await patch('marks', id, { seen: false });
  expect(unseen.body).toMatchObject({ seenAt: null, readAt: null });
  expect(await counts('marks')).toEqual({ unread: 1, unseen: 1, total: 1, version: 3 });
});

test('a mark that changes nothing does not raise the version', async () => {
  const [id = ''] = await inboxOf('calm', 1);
  await patch('calm', id, { archived: false });
  expect((await counts('calm')).version).toBe(1);
});

test('a mark of nothing, or of a contradiction, is 400', async () => {
  const [id = ''] = await inboxOf('bad-marks', 1);
  for (const body of [{}, { read: true, seen: false }, { read: 'yes' }, { starred: true }]) {
    expect((await patch('bad-marks', id, body)).body.code).toBe('validation_failed');
  }
});

test("another subscriber's item is 404", async () => {
  const [id = ''] = await inboxOf('owner', 1);
  await inboxOf('neighbour', 0);
  expect((await patch('neighbour', id, { read: true })).status).toBe(404);
  expect((await patch('nobody', id, { read: true })).status).toBe(404);
  expect((await api().call('GET', '/subscribers/nobody/inbox')).status).toBe(404);
  expect((await api().call('GET', '/subscribers/nobody/inbox/counts')).status).toBe(404);
});

test('read-all reads what is unread and answers with the counts after it', async () => {
  const [a = ''] = await inboxOf('all', 3);
  await patch('all', a, { archived: true });
  const { status, body } = await api().call('POST', '/subscribers/all/inbox/read-all');
  expect([status, body]).toEqual([200, { unread: 0, unseen: 0, total: 3, version: 5 }]);
  expect(await counts('all')).toEqual(body);
});

test('counts never drift from their version, however many change the inbox at once', async () => {
  const ids = await inboxOf('busy', 10);
  const work = ids.map((id) => patch('busy', id, { read: true }));
  const seen = await Promise.all([...Array.from({ length: 20 }, () => counts('busy')), ...work]);
  for (const reply of seen.slice(0, 20) as { unread: number; version: number }[]) {
    expect(reply.unread).toBe(20 - reply.version);
  }
  expect(await counts('busy')).toMatchObject({ unread: 0, version: 20 });
});
