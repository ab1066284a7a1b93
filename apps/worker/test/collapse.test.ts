import { notificationIdOf } from '@carillon/domain';
import {
  DEFAULT_TENANT_ID,
  listInboxItems,
  listReadsOf,
  readAllItems,
} from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { startTestWorker, type TestWorker } from './start-test-worker.ts';
import { openWebhookSink, status, type WebhookSink } from './webhook-sink.ts';

let sink: WebhookSink;
let worker: TestWorker;

beforeEach(async () => {
  sink = await openWebhookSink();
  worker = await startTestWorker({ EGRESS_ALLOW: sink.origin });
});
afterEach(async () => {
  await worker.stop();
  await sink.close();
});

/** Accepts one with a collapse key, as the api plans it. */
const accept = async (order: { channel?: 'in_app'; address: string; body: string }) => {
  const collapseKey = 'order-42';
  const request = { collapseKey, content: { body: order.body }, retry: { baseMs: 100 } };
  const [id = ''] = await worker.accept([{ ...order, request, notification: { collapseKey } }]);
  return id;
};
const statusOf = async (id: string) => (await worker.delivery(id))['status'];

test('what is sent again is called off when a newer one has come meanwhile', async () => {
  const address = `${sink.origin}/order`;
  const newer = Promise.withResolvers<string>();
  sink.script(
    '/order',
    (response) => {
      newer.resolve(accept({ address, body: 'newer' }));
      void newer.promise.then(() => response.writeHead(503).end());
    },
    status(200),
  );
  const older = await accept({ address, body: 'older' });
  await eventually(async () => expect(await statusOf(older)).toBe('cancelled'));
  expect(await worker.delivery(older)).toMatchObject({ attempts: 1, last_code: 'collapsed' });
  await eventually(async () => expect(await statusOf(await newer.promise)).toBe('sent'));
  const bodies = sink.callsTo('/order').map(({ body }) => JSON.parse(body).data.body);
  expect(bodies).toEqual(['older', 'newer']);
});

const ada = { tenantId: DEFAULT_TENANT_ID, subscriberId: 'ada' };

/** Has each delivered to Ada's inbox before the next is accepted. Resolves to their ids. */
const deliverInTurn = async (bodies: readonly string[]): Promise<string[]> => {
  await worker.database.pool.query('INSERT INTO subscriber (tenant_id, id) VALUES ($1, $2)', [
    ada.tenantId,
    ada.subscriberId,
  ]);
  const ids: string[] = [];
  for (const body of bodies) {
    const id = await accept({ channel: 'in_app', address: ada.subscriberId, body });
    await eventually(async () => expect(await statusOf(id)).toBe('delivered'));
    ids.push(id);
  }
  return ids;
};

test('a newer in-app notification updates the item of the older one', async () => {
  const ids = await deliverInTurn(['packed', 'shipped', 'delivered']);
  const page = { state: null, beforeId: null, limit: 20 };
  const items = await listInboxItems(worker.database, { ...ada, ...page });
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ id: ids[0], deliveryId: ids[2], body: 'delivered' });
});

test('who reads an item has read the newest that updated it', async () => {
  const ids = await deliverInTurn(['packed', 'shipped']);
  await readAllItems(worker.database, ada);
  const reads = await Promise.all(
    ids.map((id) => listReadsOf(worker.database, { ...ada, notificationId: notificationIdOf(id) })),
  );
  expect(reads).toEqual([[], [{ deliveryId: ids[1], at: expect.any(Date) }]]);
});
