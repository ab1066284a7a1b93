import { createHmac } from 'node:crypto';
import { attemptIdOf } from '@carillon/domain';
import { eventually } from '@carillon/testing';
import { sendDelivery } from './delivery-rows.ts';
import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);

const PUBLIC_ORIGIN = 'https://carillon.example';
const AUTH_TOKEN = 'f'.repeat(32);
const settings = { accountSid: `AC${'0'.repeat(32)}`, authToken: AUTH_TOKEN, from: '+15550001111' };

let accountId = '';
beforeAll(async () => {
  const body = { name: 'sms', provider: 'twilio', channels: ['sms'], settings };
  accountId = (await call('POST', '/provider-accounts', { body })).body.id;
});

/** An SMS that Twilio has accepted: the ids that its callbacks carry. */
const sentSms = async () => {
  const body = emailRequest({ to: { phone: '+15551230001' }, channels: ['sms'] });
  const notification = await eventually(async () => {
    const accepted = await call('POST', '/notifications', { body });
    expect(accepted.status).toBe(202); // Once the api knows that the channel is served.
    return accepted.body as { id: string; deliveries: { id: string }[] };
  });
  const deliveryId = notification.deliveries[0]?.id ?? '';
  await sendDelivery(api().database, deliveryId);
  return { id: notification.id, deliveryId };
};
type Sms = Awaited<ReturnType<typeof sentSms>>;

/** https://www.twilio.com/docs/usage/security#validating-requests */
const signed = (url: string, form: Readonly<Record<string, string>>): string => {
  const sorted = Object.keys(form).toSorted();
  const text = url + sorted.map((name) => name + (form[name] ?? '')).join('');
  return createHmac('sha1', AUTH_TOKEN).update(text).digest('base64');
};
const hear = async (
  { id, deliveryId }: Sms,
  status: string,
  { signature, more = {} }: { signature?: string; more?: Record<string, string> } = {},
): Promise<number> => {
  const attempt = attemptIdOf(deliveryId, 1);
  const query = new URLSearchParams({ notification: id, delivery: deliveryId, attempt });
  const path = `/callbacks/twilio/${accountId}?${query.toString()}`;
  const form = { MessageSid: `SM${'1'.repeat(32)}`, MessageStatus: status, ...more };
  const answer = await call('POST', path, {
    key: null,
    headers: {
      'x-twilio-signature': signature ?? signed(`${PUBLIC_ORIGIN}/api/v1${path}`, form),
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(form).toString(),
  });
  return answer.status;
};
const statusOf = async ({ id }: Sms): Promise<string> =>
  (await call('GET', `/notifications/${id}`)).body.deliveries[0].status;
const typesOf = async ({ id }: Sms): Promise<string[]> =>
  (await call('GET', `/notifications/${id}/timeline`)).body.data.map(
    (entry: { type: string }) => entry.type,
  );

test('what a vendor says is seen by the very next read', async () => {
  const sms = await sentSms();
  expect(await statusOf(sms)).toBe('sent');
  expect(await hear(sms, 'delivered')).toBe(204);
  expect(await statusOf(sms)).toBe('delivered');
});

test('row 30: a callback that is repeated is heard once', async () => {
  const sms = await sentSms();
  for (let i = 0; i < 3; i += 1) expect(await hear(sms, 'delivered')).toBe(204);
  const delivered = (await typesOf(sms)).filter((type) => type === 'delivered');
  expect(delivered).toHaveLength(1);
});

test.each(['sent', 'undelivered', 'failed', 'queued'])(
  'row 30: what was delivered stays so when %s comes late',
  async (late) => {
    const sms = await sentSms();
    expect(await hear(sms, 'delivered')).toBe(204);
    expect(await hear(sms, late, { more: { ErrorCode: '30003' } })).toBe(204);
    expect(await statusOf(sms)).toBe('delivered');
  },
);

test('a refusal after acceptance fails the delivery, and a delivery after that mends it', async () => {
  const sms = await sentSms();
  expect(await hear(sms, 'undelivered', { more: { ErrorCode: '30003' } })).toBe(204);
  expect(await statusOf(sms)).toBe('failed');
  expect((await call('GET', `/dead-letters/${sms.deliveryId}`)).body.code).toBe('30003');
  expect(await hear(sms, 'delivered')).toBe(204);
  expect(await statusOf(sms)).toBe('delivered');
  expect((await call('GET', `/dead-letters/${sms.deliveryId}`)).status).toBe(404);
});

test('a route goes on to its next channel as soon as the vendor says that the first has failed', async () => {
  const route = { mode: 'first', channels: ['sms', 'email'], afterMs: 3_600_000 };
  const to = { phone: '+15551230001', email: 'ada@example.com' };
  const body = { to, route, content: { body: 'Hello' } };
  const { id, deliveries } = (await call('POST', '/notifications', { body })).body;
  const sms = { id, deliveryId: deliveries[0].id as string };
  await sendDelivery(api().database, sms.deliveryId);
  expect(await hear(sms, 'undelivered', { more: { ErrorCode: '30005' } })).toBe(204);
  const { rows } = await api().database.pool.query(
    'SELECT due_at <= now() AS due FROM delivery WHERE id = $1',
    [deliveries[1].id],
  );
  expect(rows).toEqual([{ due: true }]);
});

test('row 30: a forged signature is refused, and nothing is kept', async () => {
  const sms = await sentSms();
  const other = signed(`https://elsewhere.example/api/v1/callbacks/twilio/${accountId}`, {});
  for (const signature of ['', 'AAAA', other]) {
    expect(await hear(sms, 'delivered', { signature })).toBe(403);
  }
  expect(await statusOf(sms)).toBe('sent');
  expect(await typesOf(sms)).not.toContain('delivered');
});

test("a vendor's id that cannot be kept as it is does not cost its receipt", async () => {
  const sms = await sentSms();
  const MessageSid = `SM\0${'😀'.repeat(5_000)}`;
  expect(await hear(sms, 'delivered', { more: { MessageSid } })).toBe(204);
  expect(await statusOf(sms)).toBe('delivered');
});

test("a vendor's word that every object knows is no status", async () => {
  const sms = await sentSms();
  for (const word of ['constructor', '__proto__']) expect(await hear(sms, word)).toBe(204);
  expect(await statusOf(sms)).toBe('sent');
});

test('a callback about an attempt that was never made changes nothing', async () => {
  const [sms, other] = [await sentSms(), await sentSms()];
  expect(
    await hear({ ...sms, deliveryId: other.deliveryId.replace(/.{4}$/, 'fff0') }, 'delivered'),
  ).toBe(204);
  expect([await statusOf(sms), await statusOf(other)]).toEqual(['sent', 'sent']);
});

test('a code that no table knows is counted under its name, once however often it is said', async () => {
  const sms = await sentSms();
  const more = { ErrorCode: '39999' };
  for (let i = 0; i < 2; i += 1) expect(await hear(sms, 'undelivered', { more })).toBe(204);
  expect(await statusOf(sms)).toBe('failed');
  const { rows } = await api().database.pool.query(
    `SELECT labels, value FROM metric_counter WHERE name = 'carillon_unknown_codes_total'`,
  );
  expect(rows).toEqual([{ labels: { provider: 'twilio', code: '39999' }, value: 1 }]);
});
