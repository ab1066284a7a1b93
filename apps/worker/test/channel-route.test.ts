import type { ServerResponse } from 'node:http';
import {
  deliveryIdOf,
  notificationIdFrom,
  planDeliveries,
  type ChannelRoute,
  type DeliveryPlan,
} from '@carillon/domain';
import { eventually } from '@carillon/testing';
import { v7 as uuidv7 } from 'uuid';
import { addMailAccount } from './mail-accounts.ts';
import { openMailSink, type MailSink } from './mail-sink.ts';
import { startTestWorker, type TestWorker } from './start-test-worker.ts';
import { openWebhookSink, status, type WebhookSink } from './webhook-sink.ts';

let mail: MailSink;
let hooks: WebhookSink;
let worker: TestWorker;

beforeEach(async () => {
  [mail, hooks] = await Promise.all([openMailSink(), openWebhookSink()]);
  worker = await startTestWorker({ EGRESS_ALLOW: `${mail.host}:${mail.port},${hooks.origin}` });
  await addMailAccount(worker, mail);
});
afterEach(async () => {
  await worker.stop();
  await Promise.all([mail.close(), hooks.close()]);
});

/**
 * Accepts a notification as the api plans it: webhook first, then e-mail. Further URLs are more of the
 * first channel, as a subscriber's devices are.
 */
const send = async (
  [webhookUrl = '', ...others]: readonly string[],
  afterMs?: number,
  retry = {},
): Promise<string[]> => {
  const route: ChannelRoute = {
    mode: 'first',
    channels: ['webhook', 'email'],
    ...(afterMs !== undefined && { afterMs }),
  };
  const to = { webhookUrl, email: 'ada@example.com' };
  const notificationId = notificationIdFrom(uuidv7());
  const now = new Date();
  const context = { notificationId, dueAt: new Date(now.getTime() - 1_000), now, known: null };
  const planned = planDeliveries(
    { to, channels: route.channels, route, deliveryMode: 'at_least_once' },
    context,
  );
  const siblings = others.map((address) => ({ ...planned[0], address }) as DeliveryPlan);
  const deliveries = [planned[0], ...siblings, planned[1]].map((delivery, i) => ({
    ...(delivery as DeliveryPlan),
    id: deliveryIdOf(notificationId, i + 1),
    dispatchId: null,
  }));
  const request = JSON.stringify({
    to,
    channels: route.channels,
    route,
    content: { body: 'Hi' },
    ...retry,
  });
  await worker.accept(
    [{ address: null, notification: { id: notificationId, request, deliveries } }],
    {
      riding: false,
    },
  );
  return deliveries.map((d) => d.id);
};
const states = async (ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => (await worker.delivery(id))['status']));
const become = (ids: readonly string[], expected: string[]) =>
  eventually(async () => expect(await states(ids)).toEqual(expected), { timeoutMs: 15_000 });

test('where the first channel succeeds the next is called off, unsent', async () => {
  const ids = await send([hooks.script('/ok', status(200))], 60_000);
  await become(ids, ['sent', 'cancelled']);
  expect(mail.begun()).toBe(0);
});

test('where the first channel fails the next begins at once', async () => {
  const ids = await send([hooks.script('/gone', status(410))], 60_000);
  await become(ids, ['failed', 'sent']);
  expect(mail.acceptedAtMs).toHaveLength(1);
});

test('all devices of the first channel are sent to before its success calls off the next', async () => {
  const urls = ['/phone', '/tablet'].map((path) => hooks.script(path, status(200)));
  const ids = await send(urls, 60_000);
  await become(ids, ['sent', 'sent', 'cancelled']);
  expect([hooks.callsTo('/phone').length, hooks.callsTo('/tablet').length]).toEqual([1, 1]);
});

test('one device that fails moves nothing on while another succeeds', async () => {
  const urls = [hooks.script('/dead', status(410)), hooks.script('/alive', status(200))];
  const ids = await send(urls, 60_000);
  await become(ids, ['failed', 'sent', 'cancelled']);
  expect(mail.begun()).toBe(0);
});

test('where all devices fail the next channel begins at once', async () => {
  const urls = ['/dead', '/lost'].map((path) => hooks.script(path, status(410)));
  const ids = await send(urls, 60_000);
  await become(ids, ['failed', 'failed', 'sent']);
  expect(mail.acceptedAtMs).toHaveLength(1);
});

test('without a time only failure moves on', async () => {
  const ids = await send([hooks.script('/gone', status(410))]);
  await become(ids, ['failed', 'sent']);
  expect(mail.acceptedAtMs).toHaveLength(1);
});

test('a channel that has not succeeded in time gives way, and is tried no more', async () => {
  const retry = { retry: { maxAttempts: 25, baseMs: 20_000 } };
  const ids = await send([hooks.script('/slow', status(503))], 2_000, retry);
  await become(ids, ['cancelled', 'sent']);
  expect(hooks.callsTo('/slow')).toHaveLength(1);
});

const becomeDue = (id: string | undefined, status: 'scheduled' | 'retrying') =>
  worker.database.pool.query(
    `UPDATE delivery SET status = $2, dispatch_id = NULL, due_at = now() WHERE id = $1`,
    [id, status],
  );

test('a call that was out while the next channel succeeded is not repeated', async () => {
  const retry = { retry: { maxAttempts: 25, baseMs: 60_000 } };
  const ids = await send([hooks.script('/late', status(503))], 60_000, retry);
  await become(ids, ['retrying', 'scheduled']);
  await becomeDue(ids[1], 'scheduled');
  await become(ids, ['cancelled', 'sent']);
  // As it stands when its answer, and with it the next attempt, came after the other's success.
  await becomeDue(ids[0], 'retrying');
  await become(ids, ['cancelled', 'sent']);
  expect(hooks.callsTo('/late')).toHaveLength(1);
  expect(await worker.delivery(ids[0] ?? '')).toMatchObject({ attempts: 1, calls: 1 });
});

test('a call that was out while the next channel failed is repeated', async () => {
  const out: ServerResponse[] = [];
  const url = hooks.script('/late', (response) => void out.push(response), status(200));
  mail.mood = 'refuse';
  const ids = await send([url], 60_000, { retry: { maxAttempts: 25, baseMs: 100 } });
  await eventually(() => expect(out).toHaveLength(1));
  await becomeDue(ids[1], 'scheduled');
  await become(ids, ['sending', 'failed']);
  out[0]?.writeHead(503).end();
  await become(ids, ['sent', 'failed']);
});

test('a later channel that became due by mistake is called off when an earlier one has succeeded', async () => {
  const ids = await send([hooks.script('/ok', status(200))], 60_000);
  await become(ids, ['sent', 'cancelled']);
  await becomeDue(ids[1], 'scheduled');
  await become(ids, ['sent', 'cancelled']);
  expect(await worker.delivery(ids[1] ?? '')).toMatchObject({ attempts: 0, calls: 0 });
  expect(mail.begun()).toBe(0);
});

test('where the first channel is lost with its worker, and may not be repeated, the next begins at once', async () => {
  const [lost = '', next = ''] = await send([hooks.script('/hangs', () => {})], 3_600_000);
  await eventually(async () =>
    expect(await worker.delivery(lost)).toMatchObject({ status: 'sending' }),
  );
  await worker.database.pool.query(
    `UPDATE delivery SET at_most_once = true, lease_until = now() - interval '1 s' WHERE id = $1`,
    [lost],
  );
  await worker.database.pool.query(`UPDATE dispatch SET created_at = now() - interval '1 minute'`);
  await become([lost, next], ['failed', 'sent']);
  expect(mail.acceptedAtMs).toHaveLength(1);
});
