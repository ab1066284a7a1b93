import type { ServerResponse } from 'node:http';
import { DEFAULT_TENANT_ID, updateEventEndpoint } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { CREDENTIALS_KEYS, eventDelivery, happen, makeEndpoint } from './event-endpoints.ts';
import { startTestWorker, type TestWorker } from './start-test-worker.ts';
import { openWebhookSink, type WebhookSink } from './webhook-sink.ts';

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

/** An endpoint that leaves every call open, and for which 30 events wait. */
const hang = async (path: string) => {
  const open: ServerResponse[] = [];
  sink.script(path, (response) => void open.push(response));
  const id = await makeEndpoint(worker.database, sink.origin + path);
  await worker.database.pool.query(
    `WITH made AS (INSERT INTO event (tenant_id, type, is_logged, data)
       SELECT $1, 'delivery.sent', false, '{}' FROM generate_series(1, 30) RETURNING id)
     INSERT INTO event_delivery (tenant_id, endpoint_id, event_id) SELECT $1, $2, id FROM made`,
    [DEFAULT_TENANT_ID, id],
  );
  return {
    open,
    end: async () => {
      const key = { tenantId: DEFAULT_TENANT_ID, id };
      await updateEventEndpoint(worker.database, key, { disabled: true });
      for (const response of open) response.destroy();
    },
    /** How many of its events are where, and how many calls they have cost. */
    events: async () =>
      (
        await worker.database.pool.query(
          `SELECT status, dispatch_id IS NULL AS waits, attempts, count(*)::int AS n
           FROM event_delivery WHERE endpoint_id = $1 GROUP BY 1, 2, 3 ORDER BY 1`,
          [id],
        )
      ).rows,
  };
};

test('an endpoint that hangs holds up no other', async () => {
  const { open, end } = await hang('/hangs');
  await eventually(() => expect(open.length).toBeGreaterThan(0));
  const eventId = await happen(
    worker.database,
    await makeEndpoint(worker.database, `${sink.origin}/quick`),
  );
  await eventually(
    async () =>
      expect(await eventDelivery(worker.database, eventId)).toMatchObject({ status: 'delivered' }),
    { timeoutMs: 20_000 },
  );
  expect(open.length).toBeLessThanOrEqual(10);
  await end();
});

test('what a job has not sent yet when its endpoint fails goes back without an attempt', async () => {
  const { open, end, events } = await hang('/fails');
  await eventually(() => expect(open).toHaveLength(10));
  for (const response of open.slice(0, 4)) response.writeHead(500).end();
  await eventually(async () =>
    expect(await events()).toEqual([
      { status: 'queued', waits: true, attempts: 0, n: 20 },
      { status: 'retrying', waits: true, attempts: 1, n: 4 },
      { status: 'sending', waits: false, attempts: 1, n: 6 },
    ]),
  );
  expect(open).toHaveLength(10);
  await end();
});
