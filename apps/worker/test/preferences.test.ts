import {
  DEFAULT_TENANT_ID,
  putCategory,
  putPreferences,
  putSubscriber,
} from '@carillon/repositories';
import { declareCategory, type Preferences } from '@carillon/domain';
import { eventually } from '@carillon/testing';
import { startTestWorker, type Order, type TestWorker } from './start-test-worker.ts';
import { openWebhookSink, status, type WebhookSink } from './webhook-sink.ts';

let sink: WebhookSink;
let worker: TestWorker;

beforeAll(async () => {
  sink = await openWebhookSink();
  worker = await startTestWorker({ EGRESS_ALLOW: sink.origin });
});
afterAll(async () => {
  await worker?.stop();
  await sink?.close();
});

const becomes = (id: string, expected: Record<string, unknown>) =>
  eventually(async () => expect(await worker.delivery(id)).toMatchObject(expected));

const subscribe = async (
  id: string,
  preferences: Partial<Preferences>,
  timezone: string | null = null,
): Promise<void> => {
  const known = { email: null, phone: null, name: null, locale: null, data: {} };
  await putSubscriber(worker.database, { tenantId: DEFAULT_TENANT_ID, id, timezone, ...known });
  const key = { tenantId: DEFAULT_TENANT_ID, subscriberId: id };
  await putPreferences(worker.database, key, { categories: {}, quietHours: null, ...preferences });
};

const orderFor = (subscriberId: string, category = 'news', rank = 3): Order => ({
  address: `${sink.origin}/${subscriberId}`,
  request: { to: { subscriberId }, category },
  notification: { category, rank },
});

/** Quiet hours that began and end so many minutes from now, in UTC. */
const quietFor = (fromMinutes: number, toMinutes: number) => {
  const clock = (minutes: number) =>
    new Date(Date.now() + minutes * 60_000).toISOString().slice(11, 16);
  return { start: clock(fromMinutes), end: clock(toMinutes) };
};

/** Accepts an order and says how it ended. */
const endOf = async (order: Order): Promise<string> => {
  const [id = ''] = await worker.accept([order]);
  return eventually(async () => {
    const { status: ended, last_code: code } = await worker.delivery(id);
    if (ended !== 'sent' && ended !== 'suppressed') throw new Error(`still ${String(ended)}`);
    return [ended, code].join(' ').trim();
  });
};

const release = async (id: string): Promise<void> => {
  await worker.database.pool.query('UPDATE delivery SET due_at = now() WHERE id = $1', [id]);
};

test('an opt-out made after acceptance stops the send, and no attempt is used', async () => {
  await subscribe('ada', {});
  const delivery = { status: 'scheduled', dueAt: new Date(Date.now() + 3_600_000) } as const;
  const [id = ''] = await worker.accept([{ ...orderFor('ada'), delivery }], { riding: false });
  await subscribe('ada', { categories: { news: { webhook: false } } });
  await release(id);
  await becomes(id, { status: 'suppressed', last_code: 'opted_out', attempts: 0, calls: 0 });
  expect(sink.callsTo('/ada')).toHaveLength(0);
});

test('an opt-out made between two attempts stops the second', async () => {
  await subscribe('kay', {});
  const address = sink.script('/kay', status(503, { 'retry-after': '3600' }));
  const [id = ''] = await worker.accept([{ ...orderFor('kay'), address }]);
  await becomes(id, { status: 'retrying', calls: 1 });
  await subscribe('kay', { categories: { news: { webhook: false } } });
  await release(id);
  await becomes(id, { status: 'suppressed', last_code: 'opted_out', calls: 1 });
  expect(sink.callsTo('/kay')).toHaveLength(1);
});

test('each recipient of a chunk is judged by his own wishes', async () => {
  const wishes = [true, false, null, false, null];
  const names = wishes.map((_, i) => `mixed-${i}`);
  for (const [i, wish] of wishes.entries()) {
    await subscribe(
      names[i] ?? '',
      wish === null ? {} : { categories: { news: { webhook: wish } } },
    );
  }
  const ids = await worker.accept(names.map((name) => orderFor(name)));
  const ends = wishes.map((wish) => (wish === false ? 'suppressed' : 'sent'));
  await eventually(async () => {
    const found = await Promise.all(ids.map(async (id) => (await worker.delivery(id))['status']));
    expect(found).toEqual(ends);
  });
});

test('nobody opts out of what is transactional', async () => {
  await subscribe('tess', { categories: { transactional: { webhook: false } } });
  expect(await endOf(orderFor('tess', 'transactional'))).toBe('sent');
});

test('a category that turns a channel off is in force soon, and the recipient may turn it on', async () => {
  const quiet = declareCategory('offers', { channels: { webhook: false } });
  await putCategory(worker.database, DEFAULT_TENANT_ID, quiet);
  await subscribe('fan', { categories: { offers: { webhook: true } } });
  const nobody: Order = {
    address: `${sink.origin}/stranger`,
    request: { category: 'offers' },
    notification: { category: 'offers' },
  };
  await eventually(async () => expect(await endOf(nobody)).toBe('suppressed opted_out'));
  expect(await endOf(orderFor('fan', 'offers'))).toBe('sent');
});

test('quiet hours hold until they end, and nothing is used up', async () => {
  const quietHours = quietFor(-60, 60);
  await subscribe('owl', { quietHours });
  const [id = ''] = await worker.accept([orderFor('owl')]);
  await becomes(id, { status: 'scheduled', attempts: 0, calls: 0, dispatch_id: null });
  const { due_at: dueAt } = await worker.delivery(id);
  const [hour, minute] = (dueAt as Date).toISOString().slice(11, 16).split(':');
  expect(`${hour}:${minute}`).toBe(quietHours.end);
  expect(sink.callsTo('/owl')).toHaveLength(0);
});

test('what quiet hours held is sent once they are over', async () => {
  await subscribe('lark', { quietHours: quietFor(-60, 60) });
  const [id = ''] = await worker.accept([orderFor('lark')]);
  await becomes(id, { status: 'scheduled' });
  await subscribe('lark', { quietHours: quietFor(-60, -1) });
  await release(id);
  await becomes(id, { status: 'sent', attempts: 1 });
  expect(sink.callsTo('/lark')).toHaveLength(1);
});

test('the hours are those of the recipient’s own zone', async () => {
  const ahead = new Date(Date.now() + 9 * 3_600_000).toISOString();
  const hour = Number(ahead.slice(11, 13));
  const clock = (h: number) => `${String((h + 24) % 24).padStart(2, '0')}:00`;
  await subscribe(
    'tokyo',
    { quietHours: { start: clock(hour - 1), end: clock(hour + 2) } },
    'Asia/Tokyo',
  );
  await subscribe('utc', { quietHours: { start: clock(hour - 1), end: clock(hour + 2) } }, 'UTC');
  const [held = '', sent = ''] = await worker.accept([orderFor('tokyo'), orderFor('utc')]);
  await becomes(sent, { status: 'sent' });
  await becomes(held, { status: 'scheduled' });
  expect([sink.callsTo('/tokyo').length, sink.callsTo('/utc').length]).toEqual([0, 1]);
});

test('critical goes out in quiet hours', async () => {
  await subscribe('doc', { quietHours: quietFor(-60, 60) });
  expect(await endOf(orderFor('doc', 'news', 1))).toBe('sent');
});
