import { eventually } from '@carillon/testing';
import { openStream, type TestStream } from './open-stream.ts';
import { emailRequest } from './requests.ts';
import { type Cluster, type ClusterApi, startCluster } from './start-cluster.ts';

let cluster: Cluster;
let [one, two]: ClusterApi[] = [];
beforeAll(async () => {
  cluster = await startCluster();
  [one, two] = await Promise.all([cluster.startApi(), cluster.startApi()]);
  await cluster.startWorker();
});
afterAll(() => cluster.stop());

const both = (): [ClusterApi, ClusterApi] => {
  if (one === undefined || two === undefined) throw new Error('they are started in beforeAll');
  return [one, two];
};

// Tests look into whatever came.
// oxlint-disable-next-line typescript/no-explicit-any
const call = async (api: ClusterApi, method: string, path: string, body?: object): Promise<any> => {
  const response = await fetch(`${api.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${cluster.key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.status).toBeLessThan(300);
  return response.json();
};

const open = (api: ClusterApi, subscriberId: string, lastEventId: number | null = null) =>
  openStream(`${api.url}/api/v1/subscribers/${subscriberId}/inbox/stream`, {
    key: cluster.key,
    lastEventId,
  });

const subscribe = (subscriberId: string) =>
  call(both()[0], 'PUT', `/subscribers/${subscriberId}`, {});

/** Through the api and the worker; resolves to the items' ids when they are accepted. */
const notify = async (api: ClusterApi, subscriberId: string, count: number): Promise<string[]> => {
  const request = emailRequest({ to: { subscriberId }, channels: ['in_app'] });
  const body = { notifications: Array.from({ length: count }, () => request) };
  const { items } = await call(api, 'POST', '/notifications/batch', body);
  const { rows } = await cluster.database.pool.query<{ id: string }>(
    'SELECT id FROM delivery WHERE notification_id_of(id) = ANY ($1)',
    [items.map(({ id }: { id: string }) => id)],
  );
  return rows.map(({ id }) => id);
};

/** An inbox as a client sees it that knows only what its stream has told. */
const toldBy = (...streams: TestStream[]): Map<string, object> => {
  const items = new Map<string, object>();
  for (const { event, data } of streams.flatMap(({ events }) => events)) {
    if (event === 'item') items.set(data.id as string, data as object);
  }
  return items;
};

const stored = async (api: ClusterApi, subscriberId: string): Promise<Map<string, object>> => {
  const { data } = await call(api, 'GET', `/subscribers/${subscriberId}/inbox?limit=100`);
  return new Map(data.map((item: { id: string }) => [item.id, item]));
};

const untilTold = async (subscriberId: string, ...streams: TestStream[]): Promise<void> => {
  const counts = await call(both()[0], 'GET', `/subscribers/${subscriberId}/inbox/counts`);
  await eventually(() => expect(streams.at(-1)?.counts()).toEqual(counts), { timeoutMs: 20_000 });
  expect(toldBy(...streams)).toEqual(await stored(both()[1], subscriberId));
};

const delivered = async (subscriberId: string, total: number): Promise<void> => {
  const path = `/subscribers/${subscriberId}/inbox/counts`;
  await eventually(async () => (await call(both()[0], 'GET', path)).total === total, {
    timeoutMs: 20_000,
  });
};

test('what a worker delivers, and what is read at one process, is told by the other', async () => {
  await subscribe('ada');
  const streams = await Promise.all(both().map((api) => open(api, 'ada')));
  const [first = ''] = await notify(both()[0], 'ada', 3);
  await delivered('ada', 3);
  for (const stream of streams) await untilTold('ada', stream);
  await call(both()[1], 'PATCH', `/subscribers/ada/inbox/${first}`, { read: true });
  for (const stream of streams) await untilTold('ada', stream);
  expect(streams[0]?.counts()).toMatchObject({ unread: 2, total: 3 });
  for (const stream of streams) stream.close();
});

test('who was cut off and comes back to another process misses nothing', async () => {
  await subscribe('bert');
  const before = await open(both()[0], 'bert');
  const wanted = await notify(both()[0], 'bert', 20);
  await eventually(() => before.items().length > 0);
  before.close();
  await before.ended;
  wanted.push(...(await notify(both()[1], 'bert', 20)));
  const after = await open(both()[1], 'bert', before.lastEventId());
  await delivered('bert', 40);
  await untilTold('bert', before, after);
  // What changed at once carries one id at its end: who is cut off inside of it hears it again.
  expect(new Set([...before.items(), ...after.items()])).toEqual(new Set(wanted));
  after.close();
});

test('a Redis that is restarted in the middle leaves no stream behind', async () => {
  await subscribe('carl');
  const streams = await Promise.all(both().map((api) => open(api, 'carl')));
  const ids = await notify(both()[0], 'carl', 10);
  await delivered('carl', 10);
  await cluster.redis.kill();
  for (const [i, id] of ids.entries()) {
    const api = both()[i % 2] as ClusterApi;
    await call(api, 'PATCH', `/subscribers/carl/inbox/${id}`, { read: true });
  }
  await cluster.redis.restart();
  for (const stream of streams) await untilTold('carl', stream);
  await notify(both()[1], 'carl', 5);
  await delivered('carl', 15);
  for (const stream of streams) await untilTold('carl', stream);
  expect(streams.map((stream) => stream.counts()?.['unread'])).toEqual([5, 5]);
  for (const stream of streams) stream.close();
});

test('a process that stops lets its clients go on at another', async () => {
  await subscribe('dora');
  const leaving = await cluster.startApi();
  const before = await open(leaving, 'dora');
  await notify(both()[0], 'dora', 5);
  await eventually(() => before.items().length > 0);
  const { how, ms } = await leaving.terminate();
  await before.ended;
  expect([how, before.retryMs() !== null]).toEqual(['exit code 0', true]);
  expect(ms).toBeLessThan(10_000);
  const after = await open(both()[0], 'dora', before.lastEventId());
  await delivered('dora', 5);
  await untilTold('dora', before, after);
  after.close();
});

test('a thousand clients of one process hear of a change each', async () => {
  const names = Array.from({ length: 100 }, (_, i) => `crowd-${i}`);
  await Promise.all(names.map(subscribe));
  const crowd = await Promise.all(
    Array.from({ length: 1_000 }, (_, i) => open(both()[0], names[i % 100] ?? '')),
  );
  const request = (subscriberId: string) =>
    emailRequest({ to: { subscriberId }, channels: ['in_app'] });
  await call(both()[1], 'POST', '/notifications/batch', { notifications: names.map(request) });
  await eventually(() => crowd.every((stream) => stream.items().length === 1), {
    timeoutMs: 20_000,
  });
  expect(crowd.every((stream) => stream.counts()?.['unread'] === 1)).toBe(true);
  for (const stream of crowd) stream.close();
});
