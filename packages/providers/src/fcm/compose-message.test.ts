import { sampleRequest } from '../conformance/sample-request.ts';
import type { MessageParts } from '@carillon/domain';
import type { SendRequest } from '../contract.ts';
import { composeMessage } from './compose-message.ts';

const now = new Date('2026-01-02T03:04:05.000Z');
const request = (more: Partial<SendRequest> = {}) =>
  sampleRequest({ channel: 'push', address: 'token-1', ...more });
const parts = (more: Partial<MessageParts>) => ({ ...sampleRequest().parts, ...more });
const compose = (more: Partial<SendRequest> = {}) => {
  const composed = composeMessage(request(more), now);
  return composed.ok ? JSON.parse(composed.body).message : composed.result;
};

test('carries text, data as strings, the URL and our ids', () => {
  const message = compose({ parts: parts({ data: { orderId: 42, tags: ['a'] } }) });
  expect(message).toMatchObject({
    token: 'token-1',
    notification: { title: 'Order shipped', body: 'Your order 42 has shipped.' },
    data: {
      orderId: '42',
      tags: '["a"]',
      url: 'https://shop.example/42',
      notificationId: request().notificationId,
      deliveryId: request().deliveryId,
      attemptId: request().attemptId,
    },
    webpush: { fcm_options: { link: 'https://shop.example/42' } },
  });
});

test('a repeat replaces the first, and a later message with the same key both', () => {
  const own = compose();
  expect(own.android.collapse_key).toBe(request().notificationId);
  expect(own.apns.headers['apns-collapse-id']).toBe(request().notificationId);
  const key = 'é'.repeat(50);
  expect(compose({ collapseKey: key }).apns.headers['apns-collapse-id']).toBe('é'.repeat(32));
});

test('is urgent for critical and high, and lives as long as the notification', () => {
  expect(compose({ priority: 'high' }).android).toMatchObject({ priority: 'HIGH', ttl: '259200s' });
  expect(compose({ priority: 'low' }).apns.headers['apns-priority']).toBe('5');
});

test.each(['from', 'message_type', 'google.x', 'gcm.x', 'gcm.\nx', 'deliveryId'])(
  'the data key %s is refused before anything is sent',
  (name) => {
    expect(compose({ parts: parts({ data: { [name]: 'x' } }) })).toMatchObject({
      outcome: 'permanent_message',
      code: 'invalid_data_key',
    });
  },
);

test('a refused data key is not repeated in our own sentence', () => {
  expect(compose({ parts: parts({ data: { 'gcm.ada@example.org': 'x' } }) }).message).not.toMatch(
    'ada@example.org',
  );
});

test('asks for no longer life than the four weeks that FCM grants, and for no negative one', () => {
  const ttlUntil = (at: string) => compose({ expiresAt: new Date(at) }).android.ttl;
  expect(ttlUntil('2027-01-01T00:00:00Z')).toBe('2419200s');
  expect(ttlUntil('2025-01-01T00:00:00Z')).toBe('0s');
});

test.each(['http://shop.example/42', 'shop://42'])('the web push links to no %s', (url) => {
  const message = compose({ parts: parts({ url }) });
  expect(message.webpush).toBeUndefined();
  expect(message.data.url).toBe(url);
});

test('more than 4 KiB is refused before anything is sent', () => {
  expect(compose({ parts: parts({ body: 'x'.repeat(4_000) }) })).toMatchObject({
    outcome: 'permanent_message',
    code: 'payload_too_large',
  });
});
