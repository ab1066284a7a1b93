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

const NAMED_MS = 5_000;

test.each([429, 503])(
  'a Retry-After of a %i is obeyed: not before it, and within a tenth after it',
  async (code) => {
    const calledAtMs: number[] = [];
    const noting =
      (answer: ReturnType<typeof status>) =>
      (...call: Parameters<typeof answer>) => {
        calledAtMs.push(performance.now());
        answer(...call);
      };
    const refusal = noting(status(code, { 'retry-after': String(NAMED_MS / 1_000) }));
    const address = sink.script('/hook', refusal, noting(status(200)));
    const request = { retry: { maxAttempts: 5, baseMs: 100, capMs: 1_000 } };
    const [id = ''] = await worker.accept([{ address, request }]);
    await eventually(
      async () => expect(await worker.delivery(id)).toMatchObject({ status: 'sent' }),
      { timeoutMs: 15_000 },
    );
    const [refusedAtMs = 0, againAtMs = 0] = calledAtMs;
    expect(calledAtMs).toHaveLength(2);
    expect(againAtMs - refusedAtMs).toBeGreaterThanOrEqual(NAMED_MS);
    expect(againAtMs - refusedAtMs).toBeLessThanOrEqual(NAMED_MS * 1.1);
  },
);
