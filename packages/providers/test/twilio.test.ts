import { sampleCall, sampleRequest } from '../src/conformance/sample-request.ts';
import type { SendRequest } from '../src/contract.ts';
import { json, refusal, startTwilio } from './twilio-server.ts';

type Server = Awaited<ReturnType<typeof startTwilio>>;
let server: Server;
let answer: Parameters<typeof startTwilio>[0];

const start = async (settings?: object): Promise<void> => {
  server = await startTwilio((request, response) => answer(request, response), settings);
};
beforeEach(async () => {
  answer = (_request, response) => json(response, 201, { sid: 'SM1', status: 'queued' });
  await start();
});
afterEach(async () => {
  await server.provider.close();
  await server.stop();
});

const send = (more: Partial<SendRequest> = {}) =>
  server.provider.send(
    sampleRequest({ channel: 'sms', address: '+15550000001', ...more }),
    sampleCall(),
  );
const form = () => Object.fromEntries(new URLSearchParams(server.received.at(-1)?.body));

test('an SMS carries sender, body, validity and where to call back, with its ids', async () => {
  const callbackUrl = 'https://carillon.example/api/v1/callbacks/twilio/a1';
  const expiresAt = new Date('2026-01-02T03:05:05.000Z');
  const result = await send({ callbackUrl, expiresAt });
  expect(result).toMatchObject({ outcome: 'accepted', providerMessageId: 'SM1' });
  expect(server.received.at(-1)?.path).toBe(
    '/2010-04-01/Accounts/AC0000000000000000000000000000000a/Messages.json',
  );
  expect(form()).toEqual({
    To: '+15550000001',
    From: '+15005550006',
    Body: 'Your order 42 has shipped.',
    ValidityPeriod: '60',
    StatusCallback: `${callbackUrl}?notification=01935f2a-1111-7000-8000-000000000000&delivery=01935f2a-1111-7000-8000-000000000001&attempt=01935f2a-1111-7000-8000-000100000001`,
  });
});

test('WhatsApp goes from its own sender, with an approved template if there is one', async () => {
  await send({ channel: 'whatsapp' });
  expect(form()).toMatchObject({ To: 'whatsapp:+15550000001', From: 'whatsapp:+15005550007' });
  const contentTemplate = { contentSid: 'HX1', variables: { 1: 'Ada' } };
  await send({ channel: 'whatsapp', parts: { ...sampleRequest().parts, contentTemplate } });
  expect(form()).toMatchObject({ ContentSid: 'HX1', ContentVariables: '{"1":"Ada"}' });
  expect(form()).not.toHaveProperty('Body');
});

test('an account without a sender for the channel says so and calls nobody', async () => {
  await server.provider.close();
  await server.stop();
  await start({ from: undefined });
  expect(await send()).toMatchObject({ outcome: 'config', code: 'no_sender' });
  expect(server.received).toHaveLength(0);
});

test('Retry-After is kept, which the SDK drops', async () => {
  answer = (_request, response) => json(response, 429, refusal(20429, 429), { 'retry-after': '7' });
  expect(await send()).toMatchObject({
    outcome: 'rate_limited',
    code: '20429',
    retryAfterMs: 7_000,
  });
});

test.each([
  [503, 'transient', 'http_503'],
  [500, 'ambiguous', 'http_500'],
  [401, 'config', 'http_401'],
  [418, 'permanent_message', 'http_418'],
])('%i without a code of Twilio’s is %s', async (status, outcome, code) => {
  answer = (_request, response) => void response.writeHead(status).end('oops');
  expect(await send()).toMatchObject({ outcome, code });
});

test('an error of the newer kind (RFC 9457) is understood', async () => {
  const body = { type: 'x', title: 'Opted out', status: 400, code: 21610, detail: 'no' };
  answer = (_request, response) => json(response, 400, body);
  expect(await send()).toMatchObject({
    outcome: 'permanent_recipient',
    code: '21610',
    suppressAddress: true,
  });
});

test('calls at once keep their answers apart', async () => {
  answer = (_request, response) => json(response, 201, { sid: form()['To'], status: 'queued' });
  const numbers = Array.from({ length: 20 }, (_, n) => `+155500000${n + 10}`);
  const results = await Promise.all(numbers.map((address) => send({ address })));
  expect(results.map((r) => r.providerMessageId)).toEqual(numbers);
});

test('verify asks for the account and sends nothing', async () => {
  answer = (_request, response) => json(response, 200, { sid: 'AC1', status: 'active' });
  expect(await server.provider.verify()).toEqual({ ok: true, detail: 'The account is active.' });
  answer = (_request, response) => json(response, 401, refusal(20003, 401));
  expect(await server.provider.verify()).toEqual({
    ok: false,
    detail: 'Twilio refused the credentials.',
  });
});
