import type { Answer } from '../src/answers/answer.ts';
import { openTestSandbox, type TestSandbox } from './open-test-sandbox.ts';
import { vendorCalls, type VendorName, type VendorReply } from './vendor-calls.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await openTestSandbox();
});
afterEach(() => sandbox.close());

const RECIPIENTS = { sendgrid: 'ada@example.com', twilio: '+15550001111', fcm: 'token-1' } as const;
const CHANNELS = { sendgrid: 'email', twilio: 'sms', fcm: 'push' } as const;
const VENDORS = Object.keys(RECIPIENTS) as VendorName[];
const call = (vendor: VendorName, to: string = RECIPIENTS[vendor]) =>
  vendorCalls(sandbox)[vendor](to);

/** What the vendor's client would look at beside the status. */
const codeOf: Readonly<Record<VendorName, (reply: VendorReply) => unknown>> = {
  sendgrid: ({ body }) => body?.errors?.[0]?.field ?? null,
  twilio: ({ body }) => body?.code ?? null,
  fcm: ({ body }) => body?.error?.details?.[0]?.errorCode ?? null,
};

/** LOCAL.md's table. */
const TABLE: readonly (readonly [VendorName, Answer, number, unknown])[] = [
  ['sendgrid', 'accept', 202, null],
  ['sendgrid', 'reject_recipient', 400, 'personalizations.0.to.0.email'],
  ['sendgrid', 'reject_message', 400, 'content.0.value'],
  ['sendgrid', 'unauthorized', 401, null],
  ['sendgrid', 'transient', 503, null],
  ['sendgrid', 'rate_limited', 429, null],
  ['twilio', 'accept', 201, null],
  ['twilio', 'reject_recipient', 400, 21_211],
  ['twilio', 'reject_message', 400, 21_617],
  ['twilio', 'unauthorized', 401, 20_003],
  ['twilio', 'transient', 503, 20_503],
  ['twilio', 'rate_limited', 429, 20_429],
  ['fcm', 'accept', 200, null],
  ['fcm', 'reject_recipient', 404, 'UNREGISTERED'],
  ['fcm', 'reject_message', 400, null],
  ['fcm', 'unauthorized', 401, null],
  ['fcm', 'transient', 503, 'UNAVAILABLE'],
  ['fcm', 'rate_limited', 429, 'QUOTA_EXCEEDED'],
];

test.each(TABLE)('%s answers %s with %i %p', async (vendor, answer, status, code) => {
  await sandbox.behave({ provider: vendor, answer });
  const reply = await call(vendor);
  expect([reply.status, codeOf[vendor](reply)]).toEqual([status, code]);
  expect(await sandbox.list('/api/messages')).toHaveLength(answer === 'accept' ? 1 : 0);
});

test.each([
  ['sendgrid', '/v3/scopes', { authorization: 'Bearer SG.key' }],
  ['twilio', '/2010-04-01/Accounts/AC1.json', { authorization: `Basic ${btoa('AC1:token')}` }],
])('%s tells who asks whether its credentials are good', async (provider, path, headers) => {
  const ask = async () => (await fetch(sandbox.origin + path, { headers })).status;
  expect(await ask()).toBe(200);
  await sandbox.behave({ provider, answer: 'unauthorized', to: 'somebody else' });
  expect(await ask()).toBe(200);
  await sandbox.behave({ provider, answer: 'unauthorized', times: 1 });
  expect([await ask(), await ask()]).toEqual([401, 200]);
});

test.each(VENDORS)('%s shows and records what it accepts, with our ids', async (vendor) => {
  await call(vendor);
  const ids = { notificationId: 'n-1', deliveryId: 'd-1', attemptId: 'a-1' };
  const about = { provider: vendor, channel: CHANNELS[vendor], to: RECIPIENTS[vendor] };
  expect(await sandbox.one('/api/messages')).toMatchObject({ ...about, ...ids, text: 'Hello Ada' });
  expect(await sandbox.ledger()).toMatchObject([{ ...about, ...ids }]);
});

test.each(VENDORS)('%s accepts and cuts the connection when it is told to', async (vendor) => {
  await sandbox.behave({ provider: vendor, answer: 'accept_then_drop' });
  await expect(call(vendor)).rejects.toThrow('other side closed');
  expect(await sandbox.ledger()).toHaveLength(1);
});

test.each(VENDORS)('%s says when to come back', async (vendor) => {
  await sandbox.behave({ provider: vendor, answer: 'rate_limited', retryAfterSeconds: 7 });
  expect((await call(vendor)).headers['retry-after']).toBe('7');
});

test.each([
  ['sendgrid', 'reject+ada@example.com', 400, 'personalizations.0.to.0.email'],
  ['twilio', '+15005550001', 400, 21_211],
  ['twilio', '+15005550002', 400, 21_612],
  ['twilio', '+15005550003', 400, 21_408],
  ['twilio', '+15005550004', 400, 21_610],
  ['twilio', '+15005550009', 400, 21_614],
  ['fcm', 'unregistered-1', 404, 'UNREGISTERED'],
  ['fcm', 'invalid-1', 400, 'INVALID_ARGUMENT'],
  ['fcm', 'quota-1', 429, 'QUOTA_EXCEEDED'],
] as const)('%s answers the magic recipient %s with %i %p', async (vendor, to, status, code) => {
  const reply = await call(vendor, to);
  expect([reply.status, codeOf[vendor](reply)]).toEqual([status, code]);
});

test('calls without credentials are refused and listed', async () => {
  for (const path of ['/v3/mail/send', '/v1/projects/p/messages:send']) {
    expect((await fetch(sandbox.origin + path, { method: 'POST', body: '{}' })).status).toBe(401);
  }
  const url = `${sandbox.origin}/2010-04-01/Accounts/AC1/Messages.json`;
  expect((await fetch(url, { method: 'POST', body: 'To=%2B1555' })).status).toBe(401);
  expect(await sandbox.list('/api/requests')).toHaveLength(3);
});

test('a WhatsApp message is shown under its bare number, its form in the requests', async () => {
  await call('twilio', 'whatsapp:+15550002222');
  expect(await sandbox.one('/api/messages?channel=whatsapp')).toMatchObject({ to: '+15550002222' });
  expect(await sandbox.one('/api/requests?provider=twilio')).toMatchObject({
    form: { To: 'whatsapp:+15550002222', Body: 'Hello Ada' },
  });
});
