import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { sampleCall, sampleRequest } from '../src/conformance/sample-request.ts';
import type { SendRequest, SendResult } from '../src/contract.ts';
import { smtp } from '../src/smtp/smtp.ts';
import { openSmtpAccount } from './open-smtp-account.ts';

interface Received {
  readonly envelope: SMTPServerSession['envelope'];
  readonly raw: string;
  readonly secure: boolean;
}

const mails: Received[] = [];

const deliver = async (
  request: Partial<SendRequest> = {},
  {
    server: options = {},
    account = {},
  }: { server?: SMTPServerOptions; account?: Record<string, unknown> } = {},
): Promise<{ result: SendResult; mail: Received | undefined }> => {
  mails.length = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 50,
    ...options,
    onData: (stream, { envelope, secure }, done) => {
      let raw = '';
      stream.on('data', (chunk: Buffer) => (raw += chunk.toString('latin1')));
      stream.on('end', () => {
        mails.push({ envelope, raw, secure });
        done();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  const provider = openSmtpAccount((server.server.address() as AddressInfo).port, account);
  const result = await provider.send(sampleRequest(request), sampleCall());
  await provider.close();
  await new Promise<void>((closed) => server.close(closed));
  return { result, mail: mails[0] };
};

const headerOf = (mail: Received | undefined, name: string): string | undefined => {
  const unfolded = mail?.raw.replace(/\r\n[ \t]+/g, ' ') ?? '';
  return new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1]?.trim();
};

const parts = { title: 'Order shipped', body: 'It has.', html: null, url: null, data: null };

test('has one recipient and one sender in its envelope', async () => {
  const { mail } = await deliver();
  expect(mail?.envelope).toMatchObject({
    mailFrom: { address: 'shop@example.com' },
    rcptTo: [{ address: 'ada@example.org' }],
  });
});

test('a message is the same at every attempt, but for the id of the attempt', async () => {
  const first = await deliver({ attemptId: 'a-1', attempt: 1 });
  const second = await deliver({ attemptId: 'a-2', attempt: 2 });
  const withoutAttempt = (mail?: Received) => mail?.raw.replace(/X-Carillon-Attempt: .*/, '');
  expect(withoutAttempt(second.mail)).toBe(withoutAttempt(first.mail));
  expect(headerOf(first.mail, 'Message-ID')).toBe(
    `<${sampleRequest().deliveryId}@carillon.example.com>`,
  );
  expect(headerOf(first.mail, 'Date')).toBe('Fri, 02 Jan 2026 03:04:05 +0000');
});

test('a sender with an international domain is written in ASCII', async () => {
  const { mail } = await deliver({}, { account: { from: 'Shöp <shop@bücher.example>' } });
  expect(headerOf(mail, 'From')).toMatch(/<shop@xn--bcher-kva\.example>$/);
  expect(headerOf(mail, 'Message-ID')).toMatch(/@carillon\.xn--bcher-kva\.example>$/);
});

test('carries our ids', async () => {
  const { mail } = await deliver();
  const { notificationId, deliveryId, attemptId } = sampleRequest();
  expect(headerOf(mail, 'X-Carillon-Notification')).toBe(notificationId);
  expect(headerOf(mail, 'X-Carillon-Delivery')).toBe(deliveryId);
  expect(headerOf(mail, 'X-Carillon-Attempt')).toBe(attemptId);
});

test('is plain text when no html is given', async () => {
  const { mail } = await deliver({ parts });
  expect(headerOf(mail, 'Content-Type')).toMatch(/^text\/plain/);
  expect(headerOf(mail, 'Subject')).toBe('Order shipped');
  expect(mail?.raw.trimEnd().endsWith('It has.')).toBe(true);
});

test('has both forms when html is given', async () => {
  const { mail } = await deliver({ parts: { ...parts, html: '<p>It has.</p>' } });
  expect(mail?.raw).toMatch(/text\/plain[^]*It has\.[^]*text\/html[^]*<p>It has\.<\/p>/);
});

test('offers one-click unsubscribing where there is a link (RFC 8058)', async () => {
  const { mail } = await deliver({ unsubscribeUrl: 'https://c.example/unsubscribe/t' });
  expect(headerOf(mail, 'List-Unsubscribe')).toBe('<https://c.example/unsubscribe/t>');
  expect(headerOf(mail, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
  expect(headerOf((await deliver()).mail, 'List-Unsubscribe')).toBeUndefined();
});

test.each([
  ['a title with a line break', { parts: { ...parts, title: 'a\r\nBcc: eve@example.net' } }],
  ['a name with a line break', { recipientName: 'Ada\r\nBcc: eve@example.net' }],
  ['a name that looks like an address', { recipientName: 'x" <eve@example.net>, "y' }],
  [
    'an unsubscribe link with a line break',
    { unsubscribeUrl: 'https://x\r\nBcc: eve@example.net' },
  ],
])('%s adds no recipient and no header', async (_what, request) => {
  const { mail } = await deliver(request);
  expect(mail?.envelope.rcptTo).toEqual([expect.objectContaining({ address: 'ada@example.org' })]);
  expect(headerOf(mail, 'Bcc')).toBeUndefined();
});

test.each(['ada@example.org, eve@example.net', 'g: eve@example.net;', 'a@b\r\nBcc: eve@c.net'])(
  'sends nothing to %j',
  async (address) => {
    const { result, mail } = await deliver({ address });
    expect(result).toMatchObject({ outcome: 'permanent_message', code: 'invalid_address' });
    expect(mail).toBeUndefined();
  },
);

test('a text that names a file stays a text', async () => {
  const { mail } = await deliver({ parts: { ...parts, body: '/etc/hostname' } });
  expect(mail?.raw).toContain('/etc/hostname');
});

const auth: SMTPServerOptions = {
  authOptional: false,
  allowInsecureAuth: true,
  disabledCommands: ['STARTTLS'],
  onAuth: ({ username, password }, _session, done) =>
    username === 'shop' && password === 'hunter2'
      ? done(null, { user: 'shop' })
      : done(new Error('no')),
};

test('logs in', async () => {
  const account = { user: 'shop', password: 'hunter2' };
  expect((await deliver({}, { server: auth, account })).result.outcome).toBe('accepted');
});

test('wrong credentials are a matter of the account', async () => {
  const account = { user: 'shop', password: 'wrong-pass' };
  const { result } = await deliver({}, { server: auth, account });
  expect(result).toMatchObject({ outcome: 'config', code: '535' });
  expect(JSON.stringify(result)).not.toContain('wrong-pass');
});

test('missing credentials are a matter of the account', async () => {
  expect((await deliver({}, { server: auth })).result).toMatchObject({ outcome: 'config' });
});

test('a server that does not speak TLS gets nothing when it should', async () => {
  const { result, mail } = await deliver({}, { account: { secure: true } });
  expect(result).toMatchObject({ outcome: 'transient', code: 'tls_error' });
  expect(mail).toBeUndefined();
});

test('sends nothing where TLS is required and not offered', async () => {
  const { result, mail } = await deliver({}, { account: { requireTLS: true } });
  expect(result).toMatchObject({ outcome: 'transient', code: 'tls_error' });
  expect(mail).toBeUndefined();
});

test('does not connect to a private address that the operator did not name', async () => {
  const egress = { allow: ['127.0.0.1:2525'], denyCidrs: [], allowHttp: false };
  const settings = { host: '127.0.0.1', port: 25, from: 'a@example.com', maxConnections: 1 };
  const provider = smtp.open(settings, { egress, now: () => new Date(0) });
  const result = await provider.send(sampleRequest(), sampleCall());
  expect(result).toMatchObject({ outcome: 'config', code: 'target_not_allowed' });
  expect(await provider.verify()).toMatchObject({ ok: false });
  await provider.close();
});

test('a user goes together with a password', () => {
  const [error] = smtp.check?.({ user: 'shop' }) ?? [];
  expect(error?.path).toBe('password');
});
