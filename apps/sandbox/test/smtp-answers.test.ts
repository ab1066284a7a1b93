import { idHeaders, openTestSandbox, type TestSandbox } from './open-test-sandbox.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

/** Sends one mail and says what nodemailer made of it. */
const send = async (to: string, options: object = {}): Promise<Record<string, unknown>> => {
  const client = sandbox.mailer(options);
  const mail = {
    from: 'shop@example.com',
    to,
    subject: 'Hi',
    text: 'Hello',
    headers: idHeaders(to),
  };
  try {
    const { response } = await client.sendMail(mail);
    return { response };
  } catch (error) {
    const { code, responseCode, response } = error as Record<string, unknown>;
    return { code, responseCode, response };
  } finally {
    client.close();
  }
};

const acceptedBy = async (to: string): Promise<number> =>
  (await sandbox.list(`/api/messages?to=${encodeURIComponent(to)}`)).length;
const ledgerOf = async (to: string) => (await sandbox.ledger()).filter((line) => line['to'] === to);
const answerTo = async (to: string) =>
  (await sandbox.one(`/api/requests?to=${encodeURIComponent(to)}`))['answer'];

test('accept: 250, in the mailbox and in the ledger', async () => {
  const { response } = await send('ada@example.com');
  expect(response).toMatch(/^250 2\.0\.0 Ok: queued as [0-9a-f-]{36}$/);
  expect(await acceptedBy('ada@example.com')).toBe(1);
  expect(await ledgerOf('ada@example.com')).toEqual([
    {
      at: '2026-05-01T10:00:00.000Z',
      provider: 'smtp',
      channel: 'email',
      to: 'ada@example.com',
      notificationId: 'notification-ada@example.com',
      deliveryId: 'delivery-ada@example.com',
      attemptId: 'attempt-ada@example.com',
    },
  ]);
});

test.each([
  ['reject_recipient', 'reject', 550, '5.1.1', 'EENVELOPE'],
  ['reject_message', 'content', 554, '5.6.0', 'EMESSAGE'],
  ['transient', 'transient', 451, '4.3.0', 'EMESSAGE'],
  ['rate_limited', 'ratelimit', 421, '4.7.0', 'EMESSAGE'],
] as const)(
  '%s: refused with its codes, nothing accepted',
  async (answer, prefix, status, code, of) => {
    const magic = `${prefix}+ada@example.com`;
    const asked = `asked-${prefix}@example.com`;
    await sandbox.behave({ provider: 'smtp', to: asked, answer });
    for (const to of [magic, asked]) {
      const refusal = await send(to);
      expect(refusal).toMatchObject({ code: of, responseCode: status });
      expect(refusal['response']).toMatch(new RegExp(`^${status} ${code.replaceAll('.', '\\.')} `));
      expect(await answerTo(to)).toEqual({ status, code, behaviour: answer });
      expect(await acceptedBy(to)).toBe(0);
      expect(await ledgerOf(to)).toEqual([]);
    }
  },
);

test('unauthorized: 535 5.7.8 at AUTH for a client that logs in', async () => {
  await sandbox.behave({ provider: 'smtp', answer: 'unauthorized' });
  const refusal = await send('auth@example.com', { auth: { user: 'u', pass: 'p' } });
  expect(refusal).toMatchObject({ code: 'EAUTH', responseCode: 535 });
  expect(refusal['response']).toMatch(/^535 5\.7\.8 /);
});

test('unauthorized: 535 5.7.8 at MAIL for a client that does not', async () => {
  await sandbox.behave({ provider: 'smtp', answer: 'unauthorized' });
  const refusal = await send('mail@example.com');
  expect(refusal).toMatchObject({ code: 'EENVELOPE', responseCode: 535 });
});

test('unauthorized reaches a pooled connection that had logged in before', async () => {
  await sandbox.behave();
  const client = sandbox.mailer({ pool: true, auth: { user: 'u', pass: 'p' } });
  const mail = { from: 'shop@example.com', to: 'pool@example.com', text: 'Hello' };
  await client.sendMail(mail);
  await sandbox.behave({ provider: 'smtp', answer: 'unauthorized' });
  await expect(client.sendMail(mail)).rejects.toMatchObject({ responseCode: 535 });
  client.close();
});

test('hang: no answer, nothing accepted', async () => {
  await sandbox.behave();
  const refusal = await send('hang+ada@example.com', { socketTimeout: 200 });
  expect(refusal).toMatchObject({ code: 'ETIMEDOUT', responseCode: undefined });
  expect(await acceptedBy('hang+ada@example.com')).toBe(0);
  expect(await answerTo('hang+ada@example.com')).toEqual({
    status: null,
    code: null,
    behaviour: 'hang',
  });
});

test('accept_then_drop: in the ledger, and the client saw no answer', async () => {
  const to = 'drop+ada@example.com';
  expect(await send(to)).toMatchObject({ code: 'ECONNECTION', response: undefined });
  expect(await ledgerOf(to)).toHaveLength(1);
  expect(await acceptedBy(to)).toBe(1);
});

test('accept_then_drop works under TLS too', async () => {
  const to = 'drop+tls@example.com';
  const tls = { requireTLS: true, tls: { rejectUnauthorized: false } };
  expect(await send(to, tls)).toMatchObject({ responseCode: undefined });
  expect(await ledgerOf(to)).toHaveLength(1);
});

test('slow: accepted after its delay', async () => {
  await sandbox.behave({ provider: 'smtp', answer: 'slow', delayMs: 150 });
  const begun = performance.now();
  expect((await send('slow@example.com'))['response']).toMatch(/^250 /);
  expect(performance.now() - begun).toBeGreaterThanOrEqual(149);
});

test('transient2+: twice, then accepted', async () => {
  await sandbox.behave();
  const to = 'transient2+ada@example.com';
  const codes = [await send(to), await send(to), await send(to)].map((one) => one['responseCode']);
  expect(codes).toEqual([451, 451, undefined]);
  expect(await ledgerOf(to)).toHaveLength(1);
});

test('a behaviour with times, code and text ends by itself', async () => {
  const full = { status: 452, code: '4.2.2', body: 'Mailbox full' };
  await sandbox.behave({ provider: 'smtp', to: 'bob@*', answer: 'transient', times: 1, ...full });
  expect((await send('bob@example.com'))['response']).toBe('452 4.2.2 Mailbox full');
  expect((await send('bob@example.com'))['response']).toMatch(/^250 /);
});
