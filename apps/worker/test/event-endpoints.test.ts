import { randomUUID } from 'node:crypto';
import { DEFAULT_TENANT_ID, requestReplay, updateEventEndpoint } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import {
  CREDENTIALS_KEYS,
  eventDelivery,
  happen,
  makeEndpoint,
  rotateTo,
  secretOf,
  verifies,
} from './event-endpoints.ts';
import { startTestWorker, type TestWorker } from './start-test-worker.ts';
import { openWebhookSink, status, type WebhookSink } from './webhook-sink.ts';

let sink: WebhookSink;
let worker: TestWorker;

beforeAll(async () => {
  sink = await openWebhookSink();
  worker = await startTestWorker({ EGRESS_ALLOW: sink.origin, CREDENTIALS_KEYS });
});
afterAll(async () => {
  await worker.stop();
  await sink.close();
});

const make = (path: string) => makeEndpoint(worker.database, sink.origin + path);
const idsAt = (path: string) => sink.callsTo(path).map(({ headers }) => headers['webhook-id']);
const ended = (eventId: string, wanted: Record<string, unknown>) =>
  eventually(
    async () => expect(await eventDelivery(worker.database, eventId)).toMatchObject(wanted),
    { timeoutMs: 20_000 },
  );
/** Brings the next attempt of what waits to now. */
const hurry = (endpointId: string) =>
  worker.database.pool.query(
    `UPDATE event_delivery SET due_at = now() WHERE endpoint_id = $1 AND status = 'retrying'`,
    [endpointId],
  );

test('an event arrives signed, as {type, timestamp, data}, under its id', async () => {
  const eventId = await happen(worker.database, await make('/signed'));
  await ended(eventId, { status: 'delivered', attempts: 1 });
  const [call] = sink.callsTo('/signed');
  expect(call && verifies(call, secretOf('a'))).toBe(true);
  expect(call?.headers).toMatchObject({
    'webhook-id': eventId,
    'content-type': 'application/json',
  });
  expect(JSON.parse(call?.body ?? '')).toEqual({
    type: 'delivery.sent',
    timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    data: { status: 'sent' },
  });
});

test('while a secret is rotated both sign; a day later only the new one does', async () => {
  const endpointId = await make('/rotated');
  await rotateTo(worker.database, endpointId, 'b');
  await ended(await happen(worker.database, endpointId), { status: 'delivered' });
  await worker.database.pool.query(
    `UPDATE event_endpoint SET previous_until = now() WHERE id = $1`,
    [endpointId],
  );
  await ended(await happen(worker.database, endpointId), { status: 'delivered' });
  const verdicts = sink
    .callsTo('/rotated')
    .map((call) => ['a', 'b'].map((letter) => verifies(call, secretOf(letter))));
  expect(verdicts).toEqual([
    [true, true],
    [false, true],
  ]);
});

test('a failed event is tried again as planned, with the same id and a new signature', async () => {
  sink.script('/sick', status(500), status(503, { 'retry-after': '7200' }), status(200));
  const endpointId = await make('/sick');
  const eventId = await happen(worker.database, endpointId);
  await ended(eventId, { status: 'retrying', attempts: 1, last_code: 'http_500' });
  const { due_at: first, updated_at: since } = await eventDelivery(worker.database, eventId);
  const delayMs = (first as Date).getTime() - (since as Date).getTime();
  expect(delayMs).toBeGreaterThanOrEqual(5_000);
  expect(delayMs).toBeLessThanOrEqual(5_501);
  await hurry(endpointId);
  await ended(eventId, { status: 'retrying', attempts: 2, last_code: 'http_503' });
  const { due_at: second } = await eventDelivery(worker.database, eventId);
  expect((second as Date).getTime() - Date.now()).toBeGreaterThan(7_190_000);
  await hurry(endpointId);
  await ended(eventId, { status: 'delivered', attempts: 3 });
  expect(idsAt('/sick')).toEqual([eventId, eventId, eventId]);
});

test('events of one notification arrive in their order, though the first one fails at first', async () => {
  sink.script('/ordered', status(500), status(200));
  const endpointId = await make('/ordered');
  const subject = randomUUID();
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1) ids.push(await happen(worker.database, endpointId, subject));
  const [first = '', , last = ''] = ids;
  await ended(first, { status: 'retrying' });
  await hurry(endpointId);
  await ended(last, { status: 'delivered' });
  expect(idsAt('/ordered')).toEqual([first, ...ids]);
});

test('row 27: an endpoint that answers 410 is disabled and called no more', async () => {
  sink.script('/gone', status(410));
  const endpointId = await make('/gone');
  const told = await makeEndpoint(worker.database, `${sink.origin}/told`);
  await updateEventEndpoint(
    worker.database,
    { tenantId: DEFAULT_TENANT_ID, id: told },
    { types: ['event_endpoint.disabled'] },
  );
  await ended(await happen(worker.database, endpointId), { status: 'failed', attempts: 1 });
  await ended(await happen(worker.database, endpointId), { status: 'cancelled', attempts: 0 });
  expect(sink.callsTo('/gone')).toHaveLength(1);
  await eventually(() => expect(sink.callsTo('/told')).toHaveLength(1));
  expect(JSON.parse(sink.callsTo('/told')[0]?.body ?? '')).toMatchObject({
    type: 'event_endpoint.disabled',
    data: { endpointId, reason: 'gone' },
  });
});

test('what a worker held that is gone arrives again under the same id', async () => {
  const endpointId = await make('/rescued');
  const eventId = await happen(worker.database, endpointId, null, {
    status: 'sending',
    attempts: 1,
    dispatchId: randomUUID(),
  });
  await ended(eventId, { status: 'delivered', attempts: 2 });
  expect(idsAt('/rescued')).toEqual([eventId]);
});

test('what waited in a Redis that lost everything is sent all the same', async () => {
  const endpointId = await make('/reconciled');
  const dispatchId = randomUUID();
  const eventId = await happen(worker.database, endpointId, null, { dispatchId });
  await ended(eventId, { status: 'delivered' });
  expect(idsAt('/reconciled')).toEqual([eventId]);
});

test('a replay sends again what was delivered, under the same ids', async () => {
  const endpointId = await make('/replayed');
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1) ids.push(await happen(worker.database, endpointId));
  for (const eventId of ids) await ended(eventId, { status: 'delivered' });
  const since = new Date(Date.now() - 60_000);
  await requestReplay(worker.database, { tenantId: DEFAULT_TENANT_ID, id: endpointId, since });
  await eventually(() =>
    expect(idsAt('/replayed')).toEqual(expect.arrayContaining([...ids, ...ids])),
  );
  await eventually(() => expect(new Set(idsAt('/replayed').slice(-3))).toEqual(new Set(ids)));
});
