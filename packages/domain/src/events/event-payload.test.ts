import { lowestIdAt } from '../ids.ts';
import { eventPayload } from './event-payload.ts';

const at = '2026-01-02T03:04:05.678Z';
const id = lowestIdAt(Date.parse(at));
const data = { deliveryId: 'd', status: 'sent' };

test('an event tells its own facts and what the caller said about the notification', () => {
  const request = { category: 'billing', metadata: { order: 42 } };
  const notification = { id: 'n', batchId: null, request };
  expect(eventPayload({ id, type: 'delivery.sent', data, notification })).toEqual({
    type: 'delivery.sent',
    timestamp: at,
    data: {
      deliveryId: 'd',
      status: 'sent',
      notificationId: 'n',
      batchId: null,
      category: 'billing',
      entity: null,
      metadata: { order: 42 },
      correlationId: null,
    },
  });
});

test('without its notification it tells what is left', () => {
  const event = { id, type: 'delivery.sent', data, notification: null };
  expect(eventPayload(event).data).toEqual(data);
});
