import { eventually } from '@carillon/testing';
import { addMailAccount } from './mail-accounts.ts';
import { openMailSink, type MailSink } from './mail-sink.ts';
import { startTestWorker, type TestWorker } from './start-test-worker.ts';

let sink: MailSink;
let worker: TestWorker;

beforeEach(async () => {
  sink = await openMailSink();
  worker = await startTestWorker({ EGRESS_ALLOW: `${sink.host}:${sink.port}` });
});
afterEach(async () => {
  await worker.stop();
  await sink.close();
});

test('what waits for a slow server’s connection burns neither its deadline nor an attempt', async () => {
  sink.slowDown(300);
  await addMailAccount(worker, sink, { maxConnections: 1, deadlineMs: 1_000 });
  const order = { channel: 'email', request: { retry: { maxAttempts: 1 } } } as const;
  const ids = await worker.accept(
    Array.from({ length: 12 }, (_, i) => ({ ...order, address: `u${i}@example.com` })),
  );
  await eventually(() => expect(sink.acceptedAtMs).toHaveLength(12), { timeoutMs: 15_000 });
  for (const id of ids) {
    await eventually(async () =>
      expect(await worker.delivery(id)).toMatchObject({ status: 'sent', attempts: 1 }),
    );
  }
});
