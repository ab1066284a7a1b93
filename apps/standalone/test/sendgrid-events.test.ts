import { eventually } from '@carillon/testing';
import { type Body, useStandalone } from './use-standalone.ts';

const SLOW_MS = 90_000;
const API_KEY = 'SG.events';

const standalone = useStandalone();
const { call } = standalone;
/** What somebody does at SendGrid itself. */
const vendor = async (method: string, url: string, body?: object): Promise<Body> => {
  const response = await fetch(`${standalone.file.sandboxUrl}/v3/user/webhooks${url}`, {
    method,
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return response.json();
};

/** An account whose Event Webhook points here, as its owner sets it up; e-mail goes by it. */
beforeAll(async () => {
  const { public_key: webhookPublicKey } = await vendor('PATCH', '/event/settings/signed', {
    enabled: true,
  });
  const baseUrl = standalone.file.sandboxUrl;
  const settings = { apiKey: API_KEY, from: 'shop@example.com', baseUrl, webhookPublicKey };
  const account = { name: 'with events', provider: 'sendgrid', channels: ['email'], settings };
  const { id } = await call('POST', '/provider-accounts', account);
  await call('PUT', '/routes/email', { accounts: [{ accountId: id }] });
  const url = `${standalone.file.apiUrl}/api/v1/callbacks/sendgrid/${id}`;
  await vendor('PATCH', '/event/settings', { enabled: true, url });
}, SLOW_MS);

const send = async (email: string): Promise<string> => {
  const content = { title: 'Hello', body: 'Hello Ada' };
  return (await call('POST', '/notifications', { to: { email }, channels: ['email'], content })).id;
};
const becomes = (id: string, expected: object) =>
  eventually(
    async () => {
      const { deliveries } = await call('GET', `/notifications/${id}`);
      expect(deliveries[0]).toMatchObject(expected);
    },
    { timeoutMs: 20_000 },
  );

test(
  'what SendGrid says of a mail moves it from sent to delivered, and shows in its timeline',
  async () => {
    const id = await send('click+ada@example.com');
    await becomes(id, { status: 'delivered', provider: 'sendgrid', attempts: 1 });
    await eventually(async () => {
      const { data } = await call('GET', `/notifications/${id}/timeline`);
      const types = data.map((entry: Body) => entry.type);
      expect(types.slice(types.indexOf('sent'))).toEqual([
        'sent',
        'delivered',
        'opened',
        'clicked',
      ]);
    });
  },
  SLOW_MS,
);

test(
  'a bounce fails the delivery and suppresses the address, a block does not',
  async () => {
    await becomes(await send('bounce+ada@example.com'), {
      status: 'failed',
      lastError: { code: '5.1.1', outcome: 'permanent_recipient' },
    });
    await becomes(await send('bounce+ada@example.com'), { status: 'suppressed', attempts: 0 });
    for (const attempts of [1, 1]) {
      await becomes(await send('blocked+ada@example.com'), { status: 'failed', attempts });
    }
    const { data } = await call('GET', '/suppressions?channel=email');
    expect(data).toMatchObject([{ address: 'bounce+ada@example.com', reason: '5.1.1' }]);
  },
  SLOW_MS,
);
