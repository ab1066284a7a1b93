import { eventually } from '@carillon/testing';
import { deliverToInbox } from './delivery-rows.ts';
import { openStream, type StreamOptions, type TestStream } from './open-stream.ts';
import { emailRequest } from './requests.ts';
import { startTestApi } from './start-test-api.ts';
import { testApi } from './test-api.ts';

const api = testApi({ INBOX_STREAMS: '6', INBOX_STREAMS_PER_SUBSCRIBER: '4' });

const opened: TestStream[] = [];
afterEach(async () => {
  for (const stream of opened) stream.close();
  await Promise.all(opened.splice(0).map((stream) => stream.ended));
});

const open = async (subscriberId: string, options: Partial<StreamOptions> = {}) => {
  const url = `${api().url}/api/v1/subscribers/${subscriberId}/inbox/stream`;
  const stream = await openStream(url, { key: api().key, ...options });
  opened.push(stream);
  return stream;
};

const subscribe = (subscriberId: string) =>
  api().call('PUT', `/subscribers/${subscriberId}`, { body: {} });

/** Puts items into an inbox as a worker does, without a hint. */
const deliver = async (subscriberId: string, count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const request = emailRequest({ to: { subscriberId }, channels: ['in_app'] });
    const { body } = await api().call('POST', '/notifications', { body: request });
    ids.push(body.deliveries[0].id as string);
    await deliverToInbox(api().database, body.deliveries[0].id as string);
  }
  return ids;
};

const mark = (subscriberId: string, id: string, body: object) =>
  api().call('PATCH', `/subscribers/${subscriberId}/inbox/${id}`, { body });

test('a stream begins with the counts, then tells of each change and its counts', async () => {
  await subscribe('ada');
  const [id = ''] = await deliver('ada', 2);
  const stream = await open('ada');
  await eventually(() => stream.events.length === 1);
  await mark('ada', id, { read: true });
  await eventually(() => stream.events.length === 3);
  const { body: counts } = await api().call('GET', '/subscribers/ada/inbox/counts');
  const { body: list } = await api().call('GET', '/subscribers/ada/inbox?state=read');
  expect(stream.events).toEqual([
    { event: 'counts', id: 2, data: { unread: 2, unseen: 2, total: 2, version: 2 } },
    { event: 'item', id: 3, data: list.data[0] },
    { event: 'counts', id: 3, data: counts },
  ]);
});

test('who comes back gets what has changed since, each item once and in its newest state', async () => {
  await subscribe('bert');
  const [a = '', b = '', c = ''] = await deliver('bert', 3);
  await mark('bert', a, { seen: true });
  await mark('bert', a, { read: true });
  const stream = await open('bert', { lastEventId: 2 });
  await eventually(() => stream.counts() !== undefined);
  expect(stream.items()).toEqual([c, a]);
  expect(stream.events.map(({ id }) => id)).toEqual([3, 5, 5]);
  expect(stream.events[1]?.data.readAt).not.toBeNull();
  expect(stream.items()).not.toContain(b);
});

test('who has everything gets the counts and no item', async () => {
  await subscribe('carl');
  await deliver('carl', 2);
  const stream = await open('carl', { lastEventId: 2 });
  await eventually(() => stream.events.length > 0);
  expect(stream.events).toMatchObject([{ event: 'counts', id: 2 }]);
});

test('a long absence comes in parts: nothing is left out, nothing comes twice', async () => {
  await subscribe('dora');
  const ids = await deliver('dora', 70);
  await api().call('POST', '/subscribers/dora/inbox/read-all');
  const stream = await open('dora', { lastEventId: 0 });
  await eventually(() => stream.counts() !== undefined);
  expect(stream.items().toSorted()).toEqual(ids.toSorted());
  expect(stream.counts()).toMatchObject({ unread: 0, version: 71 });
  // All 70 changed in one version: only the last says that it has been told.
  expect(stream.events.filter(({ id }) => id !== null).map(({ id }) => id)).toEqual([71, 71]);
});

test.each(['nonsense', '-1', '1.5', ''])(
  'the Last-Event-ID %j is none: the stream begins with now',
  async (lastEventId) => {
    await subscribe('emil');
    const stream = await open('emil', { lastEventId });
    await eventually(() => stream.events.length > 0);
    expect(stream.events).toMatchObject([{ event: 'counts' }]);
  },
);

test('a position ahead of the inbox is of another life: everything is new', async () => {
  await subscribe('fred');
  const ids = await deliver('fred', 2);
  const stream = await open('fred', { lastEventId: 99 });
  await eventually(() => stream.counts() !== undefined);
  expect(stream.items()).toEqual(ids);
});

test('other inboxes stay silent', async () => {
  await subscribe('gina');
  await subscribe('hugo');
  const [id = ''] = await deliver('gina', 1);
  const [hers, his] = [await open('gina'), await open('hugo')];
  await mark('gina', id, { read: true });
  await eventually(() => hers.items().length === 1);
  expect(his.items()).toEqual([]);
});

test("an unknown subscriber and another tenant's are 404", async () => {
  await expect(open('nobody')).rejects.toThrow('404');
  await subscribe('ida');
  const key = await api().makeKey(['subscribers:read'], await api().makeTenant());
  await expect(open('ida', { key })).rejects.toThrow('404');
});

test('a stream ends at once when its subscriber is erased', async () => {
  await subscribe('gone');
  const stream = await open('gone');
  await eventually(() => stream.events.length > 0);
  expect((await api().call('DELETE', '/subscribers/gone')).status).toBe(204);
  await stream.ended;
  expect(stream.retryMs()).not.toBeNull();
});

test('HEAD answers without a stream', async () => {
  await subscribe('ida');
  const { status, headers } = await api().call('HEAD', '/subscribers/ida/inbox/stream');
  expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
});

test('a browser opens its own stream by a token in the query, and no other', async () => {
  await subscribe('jan');
  const { body } = await api().call('POST', '/subscribers/jan/tokens');
  const response = await fetch(
    `${api().url}/api/v1/subscribers/jan/inbox/stream?token=${body.token}`,
  );
  expect(response.status).toBe(200);
  await response.body?.cancel();
  await subscribe('karl');
  await expect(open('karl', { key: body.token as string })).rejects.toThrow('403');
});

test('one stream too many of an inbox is 429, of the process 503, both with Retry-After', async () => {
  await subscribe('lea');
  await subscribe('max');
  for (let i = 0; i < 4; i += 1) await open('lea');
  const refused = await api().call('GET', '/subscribers/lea/inbox/stream');
  expect([refused.status, refused.body.code]).toEqual([429, 'rate_limited']);
  for (let i = 0; i < 2; i += 1) await open('max');
  const full = await api().call('GET', '/subscribers/max/inbox/stream');
  expect([full.status, full.body.code]).toEqual([503, 'service_unavailable']);
  expect([refused, full].map(({ headers }) => headers.get('retry-after'))).toEqual(['10', '10']);
});

test('a stream that has ended makes room, and is counted', async () => {
  await subscribe('nora');
  const streams = await Promise.all([1, 2, 3].map(() => open('nora')));
  const held = async () =>
    (await api().call('GET', '//metrics', { key: null })).text.match(
      /carillon_inbox_streams\{.*\} (\d+)/,
    )?.[1];
  expect(await held()).toBe('3');
  for (const stream of streams) stream.close();
  await eventually(async () => (await held()) === '0');
});

test('a process that stops ends its streams with a hint when to come back', async () => {
  const stopping = await startTestApi();
  await stopping.call('PUT', '/subscribers/olaf', { body: {} });
  const url = `${stopping.url}/api/v1/subscribers/olaf/inbox/stream`;
  const stream = await openStream(url, { key: stopping.key });
  await stopping.stop();
  await stream.ended;
  expect(stream.retryMs()).toBeGreaterThanOrEqual(200);
  expect(stream.retryMs()).toBeLessThanOrEqual(2_200);
});
