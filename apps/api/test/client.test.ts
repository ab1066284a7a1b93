import {
  type CarillonProblem,
  createCarillon,
  type InboxCounts,
  type InboxItem,
  type InboxSubscription,
  type Notification,
  type NotificationRequest,
  subscribeInbox,
} from '@carillon/client';
import { eventually } from '@carillon/testing';
import type { z } from 'zod';
import type { notificationRequestSchema } from '../src/endpoints/notifications/notification-request-schema.ts';
import { notificationSchema } from '../src/endpoints/notifications/notification-view.ts';
import { inboxCountsSchema } from '../src/endpoints/inbox/inbox-counts-view.ts';
import { inboxItemSchema } from '../src/endpoints/inbox/inbox-item-view.ts';
import { type Cluster, type ClusterApi, startCluster } from './start-cluster.ts';

/** What the client lets through, the api takes: this does not compile where their types part. */
type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;
const asTaken = (
  request: Mutable<NotificationRequest>,
): z.input<typeof notificationRequestSchema> => request;

const greeting = { channels: ['in_app'], content: { body: 'Hello' } } as const;

let cluster: Cluster;
let api: ClusterApi;
let carillon: ReturnType<typeof createCarillon>;
beforeAll(async () => {
  cluster = await startCluster();
  api = await cluster.startApi();
  await cluster.startWorker();
  carillon = createCarillon({ baseUrl: api.url, apiKey: cluster.key });
});
afterAll(() => cluster.stop());

const put = async (path: string, method = 'PUT', body: object = {}): Promise<void> => {
  const response = await fetch(`${api.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${cluster.key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBeLessThan(300);
};

/** An inbox as its subscription tells of it. */
const follow = (subscriberId: string, baseUrl = api.url) => {
  const items = new Map<string, InboxItem>();
  const told: string[] = [];
  const counts: InboxCounts[] = [];
  const inbox: InboxSubscription = subscribeInbox({
    baseUrl,
    subscriberId,
    token: async () => (await carillon.createInboxToken(subscriberId)).token,
    since: 0,
    onItem: (item) => {
      told.push(`${item.id} ${item.readAt ?? 'unread'}`);
      items.set(item.id, item);
    },
    onCounts: (latest) => void counts.push(latest),
  });
  return { inbox, items, told, counts };
};

test('client and api mean the same by a request, its answer, an item and counts', async () => {
  const request = asTaken({
    to: { subscriberId: 'carl' },
    channels: ['in_app'],
    content: { body: 'Hi' },
  });
  await put('/subscribers/carl');
  const answer = await carillon.notify(request as NotificationRequest);
  const answered: Notification = notificationSchema.parse(answer);
  const { inbox, items, counts } = follow('carl');
  await eventually(() => items.size === 1 && counts.length > 0);
  const told: InboxItem = inboxItemSchema.parse([...items.values()][0]);
  const counted: InboxCounts = inboxCountsSchema.parse(counts.at(-1));
  expect([told.notificationId, counted.total]).toEqual([answered.id, 1]);
  inbox.close();
});

test('a notification that is asked for twice under a key is the same', async () => {
  await put('/subscribers/carl');
  const send = () =>
    carillon.notify({ to: { subscriberId: 'carl' }, ...greeting }, { idempotencyKey: 'once' });
  const [first, second] = [await send(), await send()];
  expect(first.deliveries).toMatchObject([{ channel: 'in_app', address: 'carl' }]);
  expect(second.id).toBe(first.id);
});

test('a hundred calls at once lose nothing', async () => {
  await put('/subscribers/dora');
  const { inbox, items } = follow('dora');
  const calls = Array.from({ length: 100 }, () =>
    carillon.notify({ to: { subscriberId: 'dora' }, ...greeting }),
  );
  const ids = (await Promise.all(calls)).map(({ id }) => id);
  await eventually(() => items.size === 100);
  expect([...items.values()].map(({ notificationId }) => notificationId).toSorted()).toEqual(
    ids.toSorted(),
  );
  inbox.close();
});

test('many are accepted together, in their order', async () => {
  const recipients = ['emil', 'fred'].map((subscriberId) => ({ subscriberId }));
  for (const { subscriberId } of recipients) await put(`/subscribers/${subscriberId}`);
  const batch = await carillon.notifyAll(recipients, greeting);
  expect([batch.accepted, batch.items.map(({ index }) => index)]).toEqual([2, [0, 1]]);
});

test('a refusal names its code and its fields', async () => {
  const refused = carillon.notify({
    to: { email: 'nobody' },
    channels: ['email'],
    content: { body: '' },
  });
  const problem = (await refused.catch((error: unknown) => error)) as CarillonProblem;
  expect([problem.status, problem.code]).toEqual([400, 'validation_failed']);
  expect(problem.errors.map(({ path }) => path)).toEqual(['to.email', 'content.body']);
});

test('a subscription tells the inbox as it is, then what a worker delivers and what is read', async () => {
  await put('/subscribers/ada');
  const { deliveries } = await carillon.notify({ to: { subscriberId: 'ada' }, ...greeting });
  const { inbox, items, counts } = follow('ada');
  await eventually(() => counts.at(-1)?.total === 1);
  await carillon.notify({ to: { subscriberId: 'ada' }, ...greeting });
  await eventually(() => counts.at(-1)?.total === 2);
  const id = deliveries[0]?.id ?? '';
  await put(`/subscribers/ada/inbox/${id}`, 'PATCH', { read: true });
  await eventually(() => counts.at(-1)?.unread === 1);
  expect(items.get(id)?.readAt).not.toBeNull();
  inbox.close();
});

test('a subscription outlives a restart of its api: nothing is missing, nothing told twice', async () => {
  await put('/subscribers/bert');
  const other = await cluster.startApi();
  const { inbox, items, told, counts } = follow('bert', other.url);
  await Promise.all(
    Array.from({ length: 20 }, () =>
      carillon.notify({ to: { subscriberId: 'bert' }, ...greeting }),
    ),
  );
  await eventually(() => items.size > 0);
  await other.kill();
  await Promise.all(
    Array.from({ length: 20 }, () =>
      carillon.notify({ to: { subscriberId: 'bert' }, ...greeting }),
    ),
  );
  await cluster.startApi({ port: other.port });
  await eventually(() => counts.at(-1)?.total === 40, { timeoutMs: 20_000 });
  expect([items.size, told.length]).toEqual([40, 40]);
  inbox.close();
});

test('an unknown subscriber ends the subscription', async () => {
  const refused = Promise.withResolvers<CarillonProblem>();
  subscribeInbox({
    baseUrl: api.url,
    subscriberId: 'nobody',
    token: cluster.key,
    onItem: () => {},
    onCounts: () => {},
    onRefused: refused.resolve,
  });
  expect((await refused.promise).code).toBe('not_found');
});
