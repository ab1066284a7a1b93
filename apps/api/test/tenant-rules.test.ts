import { writeEnvironmentChannels } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();
const post = (body: object) => api().call('POST', '/notifications', { body });
const sms = (phone: string, text: string) =>
  post({ to: { phone }, channels: ['sms'], content: { body: text } });
const count = async (): Promise<number> =>
  (await api().database.pool.query('SELECT FROM notification')).rowCount ?? 0;

test('row 9: a phone that is not E.164 is 400, one of a country not allowed 422', async () => {
  const before = await count();
  const wrong = await sms('0151 123', 'Hello');
  expect([wrong.status, wrong.body.code]).toEqual([400, 'validation_failed']);
  await api().call('PATCH', '/settings', { body: { sms: { allowedCountries: ['DE', 'AT'] } } });
  await eventually(async () => {
    const { status, body } = await sms('+12025550123', 'Hello');
    expect([status, body.code]).toEqual([422, 'destination_not_allowed']);
    expect(body.errors[0].path).toBe('to.phone');
  });
  const after = await count();
  expect((await sms('+4915112345678', 'Hello')).status).toBe(202);
  expect((await sms('+436601234567', 'Hello')).status).toBe(202);
  expect(await count()).toBe(after + 2);
  expect(before).toBeLessThanOrEqual(after);
  await api().call('PATCH', '/settings', { body: { sms: { allowedCountries: null } } });
});

test('row 17: an SMS over the tenant’s segments is 422, with segments and encoding', async () => {
  const { status, body } = await sms('+4915112345678', '😀'.repeat(200));
  expect([status, body.code]).toEqual([422, 'sms_too_long']);
  expect(body.detail).toContain('7 segments in UCS-2');
  expect((await sms('+4915112345678', 'x'.repeat(600))).status).toBe(202);
});

test('a channel that no account serves is 422 no_route, until there is one', async () => {
  const { database } = api();
  await writeEnvironmentChannels(database, ['webhook', 'in_app', 'system']);
  await eventually(async () => {
    const { status, body } = await post(emailRequest());
    expect([status, body.code, body.errors?.[0].path]).toEqual([422, 'no_route', 'channels.0']);
  });
  const settings = { host: 'mail.example.com', from: 'shop@example.com' };
  const account = { name: 'mail', provider: 'smtp', settings };
  expect((await api().call('POST', '/provider-accounts', { body: account })).status).toBe(201);
  await eventually(async () => expect((await post(emailRequest())).status).toBe(202));
});
