import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleCall, sampleRequest } from '../src/conformance/sample-request.ts';
import { noop } from '../src/noop/noop.ts';

const deps = {
  egress: { allow: [], denyCidrs: [], allowHttp: false },
  now: () => new Date('2026-01-02T03:04:05.000Z'),
};
const folder = mkdtempSync(join(tmpdir(), 'carillon-noop-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the ledger says what was accepted', async () => {
  const ledgerFile = join(folder, 'one.jsonl');
  const provider = noop.open({ ledgerFile }, deps);
  await provider.send(sampleRequest(), sampleCall());
  const { channel, address: to, notificationId, deliveryId, attemptId } = sampleRequest();
  expect(JSON.parse(readFileSync(ledgerFile, 'utf8'))).toEqual({
    at: '2026-01-02T03:04:05.000Z',
    provider: 'noop',
    channel,
    to,
    notificationId,
    deliveryId,
    attemptId,
  });
  await provider.close();
});

test('two writers share a ledger line by line', async () => {
  const ledgerFile = join(folder, 'two.jsonl');
  const providers = [noop.open({ ledgerFile }, deps), noop.open({ ledgerFile }, deps)];
  const ids = Array.from({ length: 200 }, (_, n) => `d-${n}`);
  await Promise.all(
    providers.flatMap((provider, writer) =>
      ids.map((id) =>
        provider.send(sampleRequest({ deliveryId: `${writer}-${id}` }), sampleCall()),
      ),
    ),
  );
  const lines = readFileSync(ledgerFile, 'utf8').trimEnd().split('\n');
  const written = lines.map((line) => (JSON.parse(line) as { deliveryId: string }).deliveryId);
  expect(new Set(written).size).toBe(400);
  await Promise.all(providers.map((provider) => provider.close()));
});

test('a ledger that cannot be written makes the outcome unknown', async () => {
  const provider = noop.open({ ledgerFile: join(folder, 'missing', 'x.jsonl') }, deps);
  const result = await provider.send(sampleRequest(), sampleCall());
  expect(result).toMatchObject({ outcome: 'ambiguous', code: 'ledger' });
  await provider.close();
});

test('a delay is cut short by the deadline, and nothing was accepted', async () => {
  const provider = noop.open({ delayMs: 60_000 }, deps);
  const result = await provider.send(
    sampleRequest(),
    sampleCall({ signal: AbortSignal.timeout(20) }),
  );
  expect(result).toMatchObject({ outcome: 'transient', code: 'timeout' });
});
