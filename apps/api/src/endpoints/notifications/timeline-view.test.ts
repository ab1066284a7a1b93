import { deliveryIdOf, lowestIdAt, notificationIdFrom } from '@carillon/domain';
import type { DeliveryRecord, NotificationRecord } from '@carillon/repositories';
import { timelineView } from './timeline-view.ts';

const acceptedAt = new Date('2026-01-10T23:00:00.000Z');
const later = (ms: number) => new Date(acceptedAt.getTime() + ms);
const id = notificationIdFrom(lowestIdAt(acceptedAt.getTime()));
const HOUR_MS = 3_600_000;

const typesOf = (delivery: Partial<DeliveryRecord>, record: Partial<NotificationRecord> = {}) => {
  const rows = {
    record: {
      id,
      scheduledAt: null,
      expiresAt: later(72 * HOUR_MS),
      request: { channels: ['email'] },
      ...record,
    },
    deliveries: [
      {
        id: deliveryIdOf(id, 1),
        channel: 'email',
        status: 'scheduled',
        sentAt: null,
        deliveredAt: null,
        updatedAt: later(20),
        dueAt: acceptedAt,
        ...delivery,
      },
    ],
    attempts: [],
    marks: [],
    receipts: [],
    reads: [],
    holds: [],
  };
  const events = timelineView(rows as unknown as Parameters<typeof timelineView>[0]);
  return events.map(({ at, type, detail }) => [at, type, detail].filter(Boolean).join(' '));
};

const ACCEPTED = '2026-01-10T23:00:00.000Z accepted';
const digest = { key: 'daily', windowMs: HOUR_MS };
const route = { mode: 'first', channels: ['push', 'email'] };

test('what is held says since when and until when', () => {
  expect(typesOf({ dueAt: later(8 * HOUR_MS) })).toEqual([
    ACCEPTED,
    '2026-01-10T23:00:00.020Z held 2026-01-11T07:00:00.000Z',
  ]);
});

test.each<[string, Partial<DeliveryRecord>, object]>([
  ['what was scheduled for then', { dueAt: later(HOUR_MS) }, { scheduledAt: later(HOUR_MS) }],
  ['what is due at once', { dueAt: later(30) }, {}],
  ['what is only queued', { status: 'queued', dueAt: later(HOUR_MS) }, {}],
  [
    'what is collected, which is told at its acceptance,',
    { dueAt: later(HOUR_MS) },
    { request: { digest } },
  ],
  ['a later channel of a route', { dueAt: later(HOUR_MS) }, { request: { route } }],
])('%s is not held', (_what, delivery, record) => {
  expect(typesOf(delivery, record).filter((line) => line.includes('held 2026'))).toEqual([]);
});
