import { createHmac } from 'node:crypto';
import { readTwilioCallback } from './read-callback.ts';

const authToken = 'f00dbabe';
const ids = {
  delivery: '01935f2a-1111-7000-8000-000000000001',
  attempt: '01935f2a-1111-7000-8000-000100000001',
};
const URL_ = `https://carillon.example/api/v1/callbacks/twilio/a1?${new URLSearchParams(ids).toString()}`;

/** https://www.twilio.com/docs/usage/security#validating-requests */
const sign = (url: string, form: Record<string, string>): string => {
  const sorted = Object.entries(form).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHmac('sha1', authToken)
    .update(url + sorted.flat().join(''))
    .digest('base64');
};
const read = (form: Record<string, string>, { url = URL_, signature = sign(URL_, form) } = {}) =>
  readTwilioCallback(
    { authToken },
    {
      url,
      headers: { 'x-twilio-signature': signature },
      body: Buffer.from(new URLSearchParams(form).toString()),
      now: new Date(0),
    },
  );
const receipts = (form: Record<string, string>) => {
  const reading = read(form);
  return reading.ok ? reading.receipts : null;
};

test.each([
  ['queued', 'accepted'],
  ['sent', 'accepted'],
  ['delivered', 'delivered'],
  ['read', 'delivered'],
  ['undelivered', 'failed'],
  ['failed', 'failed'],
])('the status %s is a receipt %s of its attempt', (status, kind) => {
  expect(receipts({ MessageSid: 'SM1', MessageStatus: status })).toMatchObject([
    {
      kind,
      deliveryId: ids.delivery,
      attemptId: ids.attempt,
      providerMessageId: 'SM1',
      key: `SM1 ${status}`,
    },
  ]);
});

test('a failure carries what its code means', () => {
  const form = { MessageSid: 'SM1', MessageStatus: 'undelivered', ErrorCode: '30005' };
  expect(receipts(form)).toMatchObject([
    { outcome: 'permanent_recipient', code: '30005', suppressAddress: true },
  ]);
});

test.each([
  ['another body', { signature: sign(URL_, { MessageStatus: 'sent' }) }],
  ['another URL', { url: `${URL_}&x=1` }],
  ['no signature', { signature: '' }],
  ['no URL', { url: '/api/v1/callbacks/twilio/a1' }],
])('a callback signed for %s is forged', (_name, more) => {
  expect(read({ MessageSid: 'SM1', MessageStatus: 'delivered' }, more)).toEqual({
    ok: false,
    reason: 'forged',
  });
});

test.each([
  ['STOP', 'opt_out', '+15550001', 'sms', '+15550001'],
  [' stop ', 'opt_out', 'whatsapp:+15550001', 'whatsapp', '+15550001'],
  ['Start', 'opt_in', '+15550001', 'sms', '+15550001'],
])('%p of a recipient is an %s', (Body, change, From, channel, address) => {
  const reading = read({ From, Body, MessageSid: 'SM2' });
  expect(reading).toMatchObject({ ok: true, addressChanges: [{ change, channel, address }] });
});

test('any other message of a recipient, and an unknown status, say nothing', () => {
  expect(read({ From: '+15550001', Body: 'please stop', MessageSid: 'SM2' })).toMatchObject({
    receipts: [],
    addressChanges: [],
  });
  expect(receipts({ MessageSid: 'SM1', MessageStatus: 'partially_delivered' })).toEqual([]);
});

test.each(['constructor', 'toString', '__proto__'])('the word %s is no status', (status) => {
  expect(receipts({ MessageSid: 'SM1', MessageStatus: status })).toEqual([]);
});
