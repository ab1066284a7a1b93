import { openTestSandbox, type TestSandbox } from './open-test-sandbox.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterEach(() => fetch(`${sandbox.origin}/api/messages`, { method: 'DELETE' }));
afterAll(() => sandbox.close());

const MAIL = { from: 'Shop <shop@example.com>', to: 'ada@example.com', subject: 'Grüße 🎉' };

test('a mail is shown with all its fields', async () => {
  const client = sandbox.mailer();
  const headers = { 'X-Carillon-Notification': 'n1', 'X-Carillon-Delivery': 'd1' };
  await client.sendMail({ ...MAIL, text: 'Schöne Grüße', html: '<p>Schön</p>', headers });
  const message = await sandbox.one('/api/messages');
  expect(message).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    channel: 'email',
    provider: 'smtp',
    from: 'shop@example.com',
    to: 'ada@example.com',
    subject: 'Grüße 🎉',
    text: 'Schöne Grüße',
    html: '<p>Schön</p>',
    headers: expect.objectContaining({
      'x-carillon-notification': 'n1',
      to: 'ada@example.com',
      'content-type': expect.stringContaining('multipart/alternative') as string,
    }) as object,
    body: expect.stringMatching(/^X-Carillon-Notification: n1\r\n[^]*--\r\n$/) as string,
    notificationId: 'n1',
    deliveryId: 'd1',
    attemptId: null,
    receivedAt: '2026-05-01T10:00:00.000Z',
  });
});

test('the body is what was sent, byte for byte, dots at the start of a line included', async () => {
  const raw = 'Subject: raw\r\n\r\n.one\r\n..two\r\n\r\n.\r\nlast line\r\n';
  await sandbox
    .mailer()
    .sendMail({ envelope: { from: 'a@example.com', to: 'b@example.com' }, raw });
  expect((await sandbox.one('/api/messages'))['body']).toBe(raw);
});

test('the To header does not matter, the recipient of the envelope does', async () => {
  const envelope = { from: 'bounce@example.com', to: 'real@example.com' };
  await sandbox.mailer().sendMail({ ...MAIL, text: 'x', envelope });
  expect(await sandbox.one('/api/messages')).toMatchObject({
    to: 'real@example.com',
    from: 'shop@example.com',
  });
});

test('each recipient of a mail has a message, those refused have none', async () => {
  const to = ['ada@example.com', 'reject+bob@example.com', 'eve@example.com'];
  const { rejected } = await sandbox.mailer().sendMail({ ...MAIL, to, text: 'x' });
  expect(rejected).toEqual(['reject+bob@example.com']);
  const messages = await sandbox.list('/api/messages');
  expect(messages.map((message) => message['to'])).toEqual(['eve@example.com', 'ada@example.com']);
});

test('any credentials will do, with or without TLS', async () => {
  const auth = { user: 'anybody', pass: 'anything' };
  const tls = { requireTLS: true, tls: { rejectUnauthorized: false } };
  await expect(sandbox.mailer({ auth }).verify()).resolves.toBe(true);
  await expect(sandbox.mailer({ auth, ...tls }).verify()).resolves.toBe(true);
});

test('a client that does not ask for TLS is not led into it', async () => {
  const { response } = await sandbox.mailer().sendMail({ ...MAIL, text: 'x' });
  expect(response).toMatch(/^250 /);
});

test('a mail of more than 1 MiB is refused and leaves no message', async () => {
  const raw = Buffer.concat([
    Buffer.from('Subject: x\r\n\r\n'),
    Buffer.alloc(1024 * 1024, 'x\r\n'),
  ]);
  const mail = { envelope: { from: 'a@example.com', to: 'b@example.com' }, raw };
  await expect(sandbox.mailer().sendMail(mail)).rejects.toMatchObject({ responseCode: 552 });
  expect(await sandbox.list('/api/messages')).toEqual([]);
});

test('a mail without our ids is shown but not in the ledger', async () => {
  await sandbox.mailer().sendMail({ ...MAIL, to: 'plain@example.com', text: 'x' });
  expect(await sandbox.one('/api/messages')).toMatchObject({ notificationId: null });
  expect((await sandbox.ledger()).filter((line) => line['to'] === 'plain@example.com')).toEqual([]);
});
