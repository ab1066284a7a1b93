import type { ServerResponse } from 'node:http';
import type { Database } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { CREDENTIALS_KEYS, eventDelivery, happen, makeEndpoint } from './event-endpoints.ts';
import { status, type WebhookSink } from './webhook-sink.ts';
import { endProcess, openWorkerProcesses, type WorkerProcesses } from './worker-processes.ts';

let database: Database;
let sink: WebhookSink;
let workers: WorkerProcesses;

beforeAll(async () => {
  workers = await openWorkerProcesses({ CREDENTIALS_KEYS });
  ({ database, sink } = workers);
});
afterAll(() => workers.close());

test('an event whose worker is killed in mid-send arrives again, under the same id', async () => {
  const open: ServerResponse[] = [];
  sink.script('/hook', (response) => void open.push(response), status(200));
  const worker = await workers.start();
  const eventId = await happen(database, await makeEndpoint(database, `${sink.origin}/hook`));
  await eventually(() => expect(open).toHaveLength(1), { timeoutMs: 20_000 });
  await endProcess(worker, 'SIGKILL');
  expect(await eventDelivery(database, eventId)).toMatchObject({ status: 'sending', attempts: 1 });
  // A lease of 20 s need not be waited for here.
  await database.pool.query(`UPDATE event_delivery SET lease_until = now()`);
  await workers.start();
  const delivered = { status: 'delivered', attempts: 2 };
  await eventually(
    async () => expect(await eventDelivery(database, eventId)).toMatchObject(delivered),
    { timeoutMs: 20_000 },
  );
  expect(sink.calls.map(({ headers }) => headers['webhook-id'])).toEqual([eventId, eventId]);
});
