import { DEFAULT_TENANT_ID, listEvents, patchTenantSettings } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { startTestWorker, type TestWorker } from './start-test-worker.ts';
import { openWebhookSink, type WebhookSink } from './webhook-sink.ts';

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

const tenantId = DEFAULT_TENANT_ID;
const told = async () =>
  (await listEvents(worker.database, { tenantId, afterId: null, limit: 100 })) ?? [];

test('a worker tells what became of deliveries from soon after somebody subscribes', async () => {
  const [before = ''] = await worker.accept([{ address: sink.script('/before') }]);
  await eventually(async () =>
    expect(await worker.delivery(before)).toMatchObject({ status: 'sent' }),
  );
  await patchTenantSettings(worker.database, tenantId, { eventLog: ['delivery.sent'] });
  const sent: string[] = [before];
  const events = await eventually(async () => {
    const [id = ''] = await worker.accept([{ address: sink.script('/after') }]);
    sent.push(id);
    const found = await told();
    expect(found.length).toBeGreaterThan(0);
    return found;
  });
  const ids = events.map(({ data }) => data['deliveryId']);
  expect(ids).not.toContain(before);
  expect(sent).toEqual(expect.arrayContaining(ids));
  expect(new Set(ids).size).toBe(ids.length);
});
