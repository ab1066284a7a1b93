import fc from 'fast-check';
import { DELIVERY_STATUSES, type DeliveryStatus } from './delivery-status.ts';
import {
  NOTIFICATION_STATUSES,
  type NotificationStatus,
  notificationStatusOf,
} from './notification-status.ts';

const ALONE: Record<DeliveryStatus, NotificationStatus> = {
  scheduled: 'scheduled',
  queued: 'queued',
  sending: 'processing',
  retrying: 'processing',
  sent: 'sent',
  delivered: 'sent',
  failed: 'failed',
  expired: 'expired',
  cancelled: 'cancelled',
  suppressed: 'suppressed',
};

const deliveries = fc.array(fc.constantFrom(...DELIVERY_STATUSES), { maxLength: 7 });

test.each(DELIVERY_STATUSES)('a lone delivery that is %s decides by itself', (status) => {
  expect(notificationStatusOf([status])).toBe(ALONE[status]);
});

const mixed: [DeliveryStatus[], NotificationStatus][] = [
  [['scheduled', 'queued'], 'queued'],
  [['queued', 'sent'], 'processing'],
  [['scheduled', 'delivered'], 'processing'],
  [['queued', 'failed'], 'processing'],
  [['queued', 'expired'], 'processing'],
  [['scheduled', 'cancelled'], 'scheduled'],
  [['scheduled', 'suppressed'], 'scheduled'],
  [['queued', 'suppressed', 'cancelled'], 'queued'],
  [['retrying', 'suppressed'], 'processing'],
  [['sent', 'delivered'], 'sent'],
  [['sent', 'cancelled'], 'sent'],
  [['sent', 'failed'], 'partially_sent'],
  [['delivered', 'expired'], 'partially_sent'],
  [['sent', 'suppressed'], 'partially_sent'],
  [['failed', 'expired', 'suppressed', 'cancelled'], 'failed'],
  [['expired', 'suppressed', 'cancelled'], 'expired'],
  [['suppressed', 'cancelled'], 'suppressed'],
  [['cancelled', 'cancelled'], 'cancelled'],
];

test.each(mixed)('%j make a notification %s', (statuses, expected) => {
  expect(notificationStatusOf(statuses)).toBe(expected);
});

test('every mix of deliveries has a status', () => {
  fc.assert(
    fc.property(deliveries, (d) => {
      expect(NOTIFICATION_STATUSES).toContain(notificationStatusOf(d));
    }),
  );
});

test('the order of the deliveries does not matter', () => {
  fc.assert(
    fc.property(deliveries, (d) => {
      expect(notificationStatusOf(d.toReversed())).toBe(notificationStatusOf(d));
    }),
  );
});
