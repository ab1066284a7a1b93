import { decideHold, DEFAULT_TENANT_ID } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { v7 as uuidv7 } from 'uuid';
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

const hold = async (path: string, count: number) => {
  const id = uuidv7();
  const expiresAt = new Date(Date.now() + 3_600_000);
  const held = { firstDueAt: new Date(), delayMs: 0, keepsExpiry: true };
  const order = {
    address: sink.script(path),
    notification: { expiresAt },
    delivery: { status: 'scheduled', dueAt: expiresAt, held } as const,
  };
  const ids = await worker.accept(
    Array.from({ length: count }, () => order),
    {
      riding: false,
      hold: {
        id,
        reason: 'size',
        notifications: count,
        deliveries: count,
        measured: count,
        allowed: 1,
      },
    },
  );
  return { id, ids };
};
const decide = (id: string, decision: 'released' | 'discarded') =>
  decideHold(worker.database, { tenantId: DEFAULT_TENANT_ID, id, decision });

test('what the api has decided and not moved is sent by a worker, each once', async () => {
  const { id, ids } = await hold('/released', 120);
  await decide(id, 'released');
  for (const each of ids) {
    await eventually(async () =>
      expect(await worker.delivery(each)).toMatchObject({ status: 'sent', attempts: 1 }),
    );
  }
  expect(sink.callsTo('/released')).toHaveLength(120);
});

test('what was discarded is cancelled by a worker, and never sent', async () => {
  const { id, ids } = await hold('/discarded', 3);
  await decide(id, 'discarded');
  for (const each of ids) {
    await eventually(async () =>
      expect(await worker.delivery(each)).toMatchObject({ status: 'cancelled' }),
    );
  }
  expect(sink.callsTo('/discarded')).toEqual([]);
});
