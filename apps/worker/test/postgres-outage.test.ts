import type { ServerResponse } from 'node:http';
import { migrateUp } from '@carillon/repositories';
import { eventually, restartablePostgres } from '@carillon/testing';
import { startTestWorker } from './start-test-worker.ts';
import { openWebhookSink } from './webhook-sink.ts';

test('a result is kept through an outage of PostgreSQL and written when it is back', async () => {
  const postgres = await restartablePostgres();
  await migrateUp(postgres.url);
  const sink = await openWebhookSink();
  const worker = await startTestWorker({ EGRESS_ALLOW: sink.origin }, postgres.url);
  let held: ServerResponse | undefined;
  const address = sink.script('/held', (response) => void (held = response));
  const [id = ''] = await worker.accept([{ address }]);
  await eventually(() => held !== undefined);

  await postgres.stop();
  held?.writeHead(200).end();
  await postgres.start();
  await eventually(
    async () => expect(await worker.delivery(id)).toMatchObject({ status: 'sent', attempts: 1 }),
    { timeoutMs: 20_000 },
  );
  expect(sink.callsTo('/held')).toHaveLength(1);

  await worker.stop();
  await sink.close();
  await postgres.remove();
});
