import type { Outcome } from '@carillon/domain';
import { sampleCall, sampleRequest } from '../src/conformance/sample-request.ts';
import { openSmtpAccount } from './open-smtp-account.ts';
import { type SmtpAction, type SmtpStep, startSmtpServer } from './scripted-smtp-server.ts';

const hang: SmtpAction = { instead: 'hang' };
const end: SmtpAction = { instead: 'end' };
const reset: SmtpAction = { instead: 'reset' };

type Row = readonly [step: SmtpStep, action: SmtpAction, outcome: Outcome, code: string];

const ROWS: readonly Row[] = [
  ['greeting', hang, 'transient', 'timeout'],
  ['greeting', end, 'transient', 'connection_reset'],
  ['greeting', reset, 'transient', 'connection_reset'],
  ['greeting', '421 too busy', 'transient', '421'],
  ['greeting', '554 go away', 'config', '554'],
  ['ehlo', hang, 'transient', 'timeout'],
  ['ehlo', reset, 'transient', 'connection_reset'],
  ['mail', hang, 'transient', 'timeout'],
  ['mail', end, 'transient', 'connection_reset'],
  ['mail', '550 5.1.8 bad sender', 'config', '550 5.1.8'],
  ['mail', '421 4.7.0 slow down', 'rate_limited', '421 4.7.0'],
  ['rcpt', reset, 'transient', 'connection_reset'],
  ['rcpt', '550 5.1.1 no such user', 'permanent_recipient', '550 5.1.1'],
  ['rcpt', '450 4.2.0 later', 'transient', '450 4.2.0'],
  ['data', end, 'transient', 'connection_reset'],
  ['data', '451 4.3.0 later', 'transient', '451 4.3.0'],
  ['dot', hang, 'ambiguous', 'timeout'],
  ['dot', end, 'ambiguous', 'connection_reset'],
  ['dot', reset, 'ambiguous', 'connection_reset'],
  ['dot', '421 4.3.0 closing', 'transient', '421 4.3.0'],
  ['dot', '554 5.6.0 content', 'permanent_message', '554 5.6.0'],
];

describe.each([true, false])('with pipelining %p', (pipelining) => {
  test.each(ROWS)('at %s, %j is %s (%s)', async (step, action, outcome, code) => {
    const deadline = new AbortController();
    const script = (at: SmtpStep) => {
      if (at !== step) return undefined;
      if (action === hang) setImmediate(() => deadline.abort());
      return action;
    };
    const server = await startSmtpServer({ script, pipelining });
    const provider = openSmtpAccount(server.port);
    const call = sampleCall({ signal: deadline.signal });
    const result = await provider.send(sampleRequest(), call);
    await provider.close();
    await server.stop();
    expect(result).toMatchObject({ outcome, code });
    expect(server.taken).toHaveLength(step === 'dot' ? 1 : 0);
  });
});

test('a connection cut in the middle of a message had nothing to accept', async () => {
  const script = (at: SmtpStep) => (at === 'body' ? reset : undefined);
  const server = await startSmtpServer({ script });
  const provider = openSmtpAccount(server.port);
  const parts = { ...sampleRequest().parts, body: `${'x'.repeat(70)}\n`.repeat(500_000) };
  const result = await provider.send(sampleRequest({ parts }), sampleCall());
  await provider.close();
  await server.stop();
  expect(result).toMatchObject({ outcome: 'transient', code: 'connection_reset' });
  expect(server.taken).toHaveLength(0);
});

test('a message moves to a new connection when the kept one was dropped', async () => {
  const server = await startSmtpServer();
  const provider = openSmtpAccount(server.port, { maxConnections: 1 });
  await provider.send(sampleRequest(), sampleCall());
  server.cutConnections();
  const result = await provider.send(sampleRequest(), sampleCall());
  await provider.close();
  await server.stop();
  expect(result.outcome).toBe('accepted');
  expect(server.taken).toHaveLength(2);
});

test('a message is not sent again after it was handed over on a dropped connection', async () => {
  let cut = false;
  const script = (at: SmtpStep) => (at === 'dot' && cut ? reset : undefined);
  const server = await startSmtpServer({ script });
  const provider = openSmtpAccount(server.port, { maxConnections: 1 });
  await provider.send(sampleRequest(), sampleCall());
  cut = true;
  const result = await provider.send(sampleRequest(), sampleCall());
  await provider.close();
  await server.stop();
  expect(result.outcome).toBe('ambiguous');
  expect(server.taken).toHaveLength(2);
});

test('keeps its connections', async () => {
  const server = await startSmtpServer();
  const provider = openSmtpAccount(server.port, { maxConnections: 2 });
  const sends = Array.from({ length: 250 }, () => provider.send(sampleRequest(), sampleCall()));
  await Promise.all(sends);
  const greetings = server.commands.filter((command) => command.startsWith('EHLO'));
  await provider.close();
  await server.stop();
  expect(greetings).toHaveLength(2);
  expect(server.taken).toHaveLength(250);
});

test('asks whether it may begin only when a connection is free', async () => {
  let release = (): void => {};
  const held = new Promise<void>((free) => (release = free));
  const server = await startSmtpServer({
    script: (at, recipient) =>
      at === 'dot' && recipient.startsWith('slow') ? { instead: 'hang' } : undefined,
  });
  const provider = openSmtpAccount(server.port, { maxConnections: 1 });
  const slow = new AbortController();
  const first = provider.send(
    sampleRequest({ address: 'slow@example.org' }),
    sampleCall({
      signal: slow.signal,
      mayBegin: () => {
        release();
        return true;
      },
    }),
  );
  await held;
  let asked = false;
  const mayBegin = (): boolean => (asked = true);
  const second = provider.send(sampleRequest(), sampleCall({ mayBegin }));
  await new Promise(setImmediate);
  expect(asked).toBe(false);
  slow.abort();
  expect((await first).outcome).toBe('ambiguous');
  expect((await second).outcome).toBe('accepted');
  await provider.close();
  await server.stop();
});
