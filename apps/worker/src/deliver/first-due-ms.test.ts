import { lowestIdAt, type NotificationRequest } from '@carillon/domain';
import { firstDueMs } from './first-due-ms.ts';

const ACCEPTED = Date.parse('2026-03-01T10:00:00.123Z');
const due = (scheduledAt?: string) =>
  firstDueMs({
    notificationId: lowestIdAt(ACCEPTED),
    request: { scheduledAt } as unknown as NotificationRequest,
  });

test('what is not scheduled is due when it is accepted', () => {
  expect(due()).toBe(ACCEPTED);
});

test('what is scheduled is due then, and not before it was accepted', () => {
  expect(due('2026-03-02T00:00:00Z')).toBe(Date.parse('2026-03-02T00:00:00Z'));
  expect(due('2026-03-01T09:59:59Z')).toBe(ACCEPTED);
});
