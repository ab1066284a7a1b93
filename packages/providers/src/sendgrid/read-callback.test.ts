import { generateKeyPairSync, sign } from 'node:crypto';
import { readSendgridCallback } from './read-callback.ts';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const webhookPublicKey = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const ids = {
  carillon_delivery: '01935f2a-1111-7000-8000-000000000001',
  carillon_attempt: '01935f2a-1111-7000-8000-000100000001',
};
const event = (more: object) => ({
  email: 'ada@example.com',
  timestamp: 1_767_323_045,
  sg_event_id: 'ev1',
  sg_message_id: 'abc.filter1',
  ...ids,
  ...more,
});

const read = (events: unknown, more: { settings?: object; body?: string } = {}) => {
  const body = Buffer.from(JSON.stringify(events));
  const timestamp = '1767323045';
  const signature = sign('sha256', Buffer.concat([Buffer.from(timestamp), body]), privateKey);
  return readSendgridCallback((more.settings ?? { webhookPublicKey }) as never, {
    url: 'https://carillon.example/api/v1/callbacks/sendgrid/a1',
    headers: {
      'x-twilio-email-event-webhook-signature': signature.toString('base64'),
      'x-twilio-email-event-webhook-timestamp': timestamp,
    },
    body: more.body === undefined ? body : Buffer.from(more.body),
    now: new Date(0),
  });
};

test.each([
  [{ event: 'processed' }, { kind: 'accepted' }],
  [{ event: 'delivered' }, { kind: 'delivered' }],
  [
    { event: 'bounce', type: 'bounce', status: '5.1.1' },
    { kind: 'failed', outcome: 'permanent_recipient', code: '5.1.1', suppressAddress: true },
  ],
  [
    { event: 'bounce', type: 'blocked', status: '5.7.1' },
    { kind: 'failed', outcome: 'permanent_message', code: '5.7.1' },
  ],
  [
    { event: 'dropped', reason: 'Bounced Address' },
    { kind: 'failed', outcome: 'permanent_recipient', suppressAddress: true },
  ],
  [{ event: 'dropped', reason: 'Too Many Categories' }, { outcome: 'permanent_message' }],
  [{ event: 'open' }, { kind: 'opened' }],
  [{ event: 'click' }, { kind: 'clicked' }],
  [{ event: 'spamreport' }, { kind: 'complained', suppressAddress: true }],
  [{ event: 'unsubscribe' }, { kind: 'unsubscribed', suppressAddress: true }],
])('%p is %p', (what, receipt) => {
  expect(read([event(what)])).toMatchObject({
    ok: true,
    receipts: [
      { ...receipt, deliveryId: ids.carillon_delivery, key: 'ev1', providerMessageId: 'abc' },
    ],
  });
});

const suppresses = (reason: string) => {
  const reading = read([event({ event: 'dropped', reason })]);
  return reading.ok && reading.receipts[0]?.suppressAddress === true;
};

test.each(['Bounced Address', 'Unsubscribed Address', 'Spam Reporting Address', 'Invalid'])(
  'a drop for the sake of the address (%s) suppresses it',
  (reason) => {
    expect(suppresses(reason)).toBe(true);
  },
);

test.each(['Spam Content', 'Invalid SMTPAPI header', 'Recipient List over Package Quota'])(
  'a drop for the sake of the mail (%s) suppresses nobody',
  (reason) => {
    expect(suppresses(reason)).toBe(false);
  },
);

test('an event is as late as the second that is named', () => {
  const reading = read([event({ event: 'delivered' })]);
  expect(reading.ok && reading.receipts[0]?.at).toEqual(new Date(1_767_323_045_999));
});

test('a block never suppresses, and no receipt keeps the address', () => {
  const reading = read([event({ event: 'bounce', type: 'blocked' })]);
  expect(reading.ok && reading.receipts[0]?.suppressAddress).toBeUndefined();
  expect(JSON.stringify(reading)).not.toContain('ada@example.com');
});

test('deferred, unknown and foreign events say nothing', () => {
  expect(read([event({ event: 'deferred' }), { event: 'delivered' }, 7, null])).toMatchObject({
    receipts: [],
  });
  expect(read({ event: 'delivered' })).toMatchObject({ receipts: [] });
});

test.each([
  ['another body', { body: '[]' }],
  ['no key', { settings: {} }],
  ['a key that is none', { settings: { webhookPublicKey: 'AAAA' } }],
])('with %s the callback is forged', (_name, more) => {
  expect(read([event({ event: 'delivered' })], more)).toEqual({ ok: false, reason: 'forged' });
});

test.each(['constructor', 'toString', '__proto__'])('the word %s is no event', (word) => {
  expect(read([event({ event: word }), event({ event: 'open' })])).toMatchObject({
    ok: true,
    receipts: [{ kind: 'opened' }],
  });
});
