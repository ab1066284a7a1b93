import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ServerResponse } from 'node:http';
import { startPostgres } from '@carillon/embedded';
import { migrateUp } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { startTestWorker } from './start-test-worker.ts';
import { openWebhookSink } from './webhook-sink.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'carillon-outage-'));
chmodSync(dir, 0o755); // as root, PostgreSQL runs under another account
const start = (port: number) =>
  startPostgres({
    dataDir: path.join(dir, 'postgres'),
    port,
    durable: false,
    logFile: path.join(dir, 'postgres.log'),
  });
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('a result is kept through an outage of PostgreSQL and written when it is back', async () => {
  const first = await start(0);
  await migrateUp(first.url);
  const sink = await openWebhookSink();
  const worker = await startTestWorker({ EGRESS_ALLOW: sink.origin }, first.url);
  let held: ServerResponse | undefined;
  const address = sink.script('/held', (response) => void (held = response));
  const [id = ''] = await worker.accept([{ address }]);
  await eventually(() => held !== undefined);

  await first.stop();
  held?.writeHead(200).end();
  const second = await start(Number(new URL(first.url).port));
  await eventually(
    async () => expect(await worker.delivery(id)).toMatchObject({ status: 'sent', attempts: 1 }),
    { timeoutMs: 20_000 },
  );
  expect(sink.callsTo('/held')).toHaveLength(1);

  await worker.stop();
  await sink.close();
  await second.stop();
});
