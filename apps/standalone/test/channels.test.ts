import { eventually } from '@carillon/testing';
import { type Body, useStandalone } from './use-standalone.ts';

const SLOW_MS = 90_000;

const standalone = useStandalone();
const { ask, sandbox } = standalone;
const send = async (channel: string, to: object, more: object = {}): Promise<string> => {
  const content = { title: 'Hello', body: 'Hello Ada' };
  const { status, body } = await ask('POST', '/notifications', {
    to,
    channels: [channel],
    content,
    ...more,
  });
  expect([status, body.code]).toEqual([202, undefined]);
  return body.id as string;
};
const becomes = (id: string, expected: object) =>
  eventually(
    async () => {
      const { body } = await ask('GET', `/notifications/${id}`);
      expect(body.deliveries[0]).toMatchObject(expected);
    },
    { timeoutMs: 20_000 },
  );
const accountOf = async (provider: string): Promise<Body> => {
  const { body } = await ask('GET', '/provider-accounts?limit=100');
  return body.data.find((account: Body) => account.provider === provider);
};
const behave = (...rules: object[]) => sandbox('PUT', '/api/behaviours', rules);

test(
  'every channel reaches the sandbox through its real client, with no keys at all',
  async () => {
    const hook = `${standalone.file.sandboxUrl}/hooks/ada`;
    await ask('PUT', '/subscribers/ada', { email: 'ada@example.com' });
    const cases = [
      ['email', { email: 'ada@example.com' }, { status: 'sent', provider: 'smtp' }],
      ['sms', { phone: '+15551230001' }, { status: 'delivered', provider: 'twilio' }],
      ['whatsapp', { phone: '+15551230002' }, { status: 'delivered', provider: 'twilio' }],
      ['push', { pushToken: 'device-1' }, { status: 'sent', provider: 'fcm' }],
      ['webhook', { webhookUrl: hook }, { status: 'sent', provider: 'webhook' }],
      ['in_app', { subscriberId: 'ada' }, { status: 'delivered', provider: 'inbox' }],
      ['system', {}, { status: 'sent', provider: 'desktop' }],
    ] as const;
    for (const [channel, to, expected] of cases) {
      const id = await send(channel, to);
      await becomes(id, { channel, attempts: 1, ...expected });
      if (channel === 'in_app' || channel === 'system') continue;
      const { data } = await sandbox('GET', `/api/messages?notificationId=${id}`);
      expect(data).toMatchObject([{ channel, provider: expected.provider }]);
    }
  },
  SLOW_MS,
);

test(
  'an account that is out of order hands over, and after it is mended all is as before',
  async () => {
    const [smtp, sendgrid] = [await accountOf('smtp'), await accountOf('sendgrid')];
    const accounts = [{ accountId: smtp.id }, { accountId: sendgrid.id }];
    await ask('PUT', '/routes/email', { accounts });
    await behave({ provider: 'smtp', answer: 'unauthorized' });
    await becomes(await send('email', { email: 'b@example.com' }), {
      status: 'sent',
      provider: 'sendgrid',
      attempts: 1,
    });
    const health = `/provider-accounts/${smtp.id}/health`;
    expect((await ask('GET', health)).body.circuit.state).toBe('open');
    await behave();
    const verified = await ask('POST', `/provider-accounts/${smtp.id}/verify`);
    expect(verified.body.ok).toBe(true);
    expect((await ask('GET', health)).body.circuit.state).toBe('closed');
    // Workers learn of it a moment later.
    await eventually(async () => {
      const id = await send('email', { email: 'c@example.com' });
      await becomes(id, { status: 'sent' });
      const { body } = await ask('GET', `/notifications/${id}`);
      expect(body.deliveries[0].provider).toBe('smtp');
    });
  },
  SLOW_MS,
);

test(
  'row 31: a recipient who opted out is asked once, and never again',
  async () => {
    const phone = '+15005550004';
    await becomes(await send('sms', { phone }), {
      status: 'failed',
      lastError: { code: '21610', outcome: 'permanent_recipient' },
    });
    const listed = await ask(
      'GET',
      `/suppressions?channel=sms&address=${encodeURIComponent(phone)}`,
    );
    expect(listed.body.data).toMatchObject([{ address: phone, reason: '21610' }]);
    await sandbox('DELETE', '/api/messages');
    await becomes(await send('sms', { phone }), { status: 'suppressed', attempts: 0 });
    expect((await sandbox('GET', '/api/requests?provider=twilio')).data).toEqual([]);
  },
  SLOW_MS,
);

test(
  'rows 31 and 32: a dead token is not asked again; a bad payload drops no token',
  async () => {
    await becomes(await send('push', { pushToken: 'unregistered-1' }), { status: 'failed' });
    await becomes(await send('push', { pushToken: 'unregistered-1' }), { status: 'suppressed' });
    await behave({ provider: 'fcm', answer: 'reject_message' });
    await becomes(await send('push', { pushToken: 'device-2' }), {
      status: 'failed',
      lastError: { outcome: 'permanent_message' },
    });
    await behave();
    await becomes(await send('push', { pushToken: 'device-2' }), { status: 'sent' });
    const { body } = await ask('GET', '/suppressions?channel=push');
    expect(body.data).toMatchObject([{ address: 'unregistered-1', reason: 'UNREGISTERED' }]);
  },
  SLOW_MS,
);

test(
  'row 30: a forged callback changes nothing',
  async () => {
    const { id } = await accountOf('twilio');
    const url = `${standalone.file.apiUrl}/api/v1/callbacks/twilio/${id}?delivery=x&attempt=y`;
    const forged = await fetch(url, {
      method: 'POST',
      headers: { 'x-twilio-signature': 'AAAA' },
      body: new URLSearchParams({ MessageSid: 'SM1', MessageStatus: 'delivered' }),
    });
    expect([forged.status, ((await forged.json()) as Body).code]).toEqual([
      403,
      'invalid_signature',
    ]);
  },
  SLOW_MS,
);

test.each(['smtp', 'sendgrid', 'twilio'])(
  'a verification of the %s account says so while it is unauthorized',
  async (provider) => {
    const verify = `/provider-accounts/${(await accountOf(provider)).id}/verify`;
    await behave({ provider, answer: 'unauthorized' });
    expect((await ask('POST', verify)).body).toMatchObject({ ok: false });
    await behave();
    expect((await ask('POST', verify)).body).toMatchObject({ ok: true });
  },
  SLOW_MS,
);

test(
  'a loss after acceptance is noticed by the callback: nothing is sent twice',
  async () => {
    await behave({ provider: 'twilio', answer: 'accept_then_drop', times: 1 });
    const id = await send('sms', { phone: '+15551230009' });
    await becomes(id, { status: 'delivered', attempts: 1 });
    const { data } = await sandbox('GET', `/api/messages?notificationId=${id}`);
    expect(data).toHaveLength(1);
    await behave();
  },
  SLOW_MS,
);
