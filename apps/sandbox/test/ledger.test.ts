import { appendFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { forkSandbox, type Ready } from './fork-sandbox.ts';
import { idHeaders } from './open-test-sandbox.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'carillon-sandbox-'));
});
afterEach(() => rm(home, { recursive: true }));

const start = async () => {
  const sandbox = await forkSandbox({ CARILLON_HOME: home });
  const [ready] = (await sandbox.ready) as [Ready];
  const client = createTransport({
    host: '127.0.0.1',
    port: ready.smtpPort,
    pool: true,
    maxConnections: 10,
  });
  const send = (n: number) =>
    client.sendMail({
      from: 'shop@example.com',
      to: 'ada@example.com',
      text: 'x',
      headers: idHeaders(String(n)),
    });
  return { ...sandbox, client, send };
};

const deliveriesInLedger = async (): Promise<ReadonlySet<string>> => {
  const text = await readFile(join(home, 'sandbox', 'ledger.jsonl'), 'utf8');
  const whole = text.split('\n').filter((line) => line.endsWith('}'));
  return new Set(whole.map((line) => (JSON.parse(line) as { deliveryId: string }).deliveryId));
};

test('whatever was answered is in the ledger when the process is killed', async () => {
  const { child, exited, client, send } = await start();
  const answered: string[] = [];
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  const sends = Array.from({ length: 500 }, async (_, n) => {
    await send(n);
    answered.push(`delivery-${n}`);
    if (answered.length === 100) resolve();
  });
  const ended = Promise.allSettled(sends);
  await enough;
  child.kill('SIGKILL');
  await exited;
  client.close();
  await ended;
  const kept = await deliveriesInLedger();
  expect(answered.filter((id) => !kept.has(id))).toEqual([]);
});

test('the ledger goes on after a restart, past a line that a crash left torn', async () => {
  await mkdir(join(home, 'sandbox'));
  await appendFile(
    join(home, 'sandbox', 'ledger.jsonl'),
    '{"deliveryId":"whole"}\n{"deliveryId":"to',
  );
  const { child, exited, client, send } = await start();
  await send(1);
  client.close();
  child.kill();
  await exited;
  expect(await deliveriesInLedger()).toEqual(new Set(['whole', 'delivery-1']));
});
