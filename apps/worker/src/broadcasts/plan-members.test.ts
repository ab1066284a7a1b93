import { notificationIdFrom, timeOfId } from '@carillon/domain';
import type { OpenBroadcast, SubscriberAddresses } from '@carillon/repositories';
import { planMembers } from './plan-members.ts';

const batchId = '019c1a00-0000-7000-8000-000000000000';
const acceptedMs = timeOfId(batchId);
const clockAt = (nowMs: number) => ({ nowMs: () => nowMs, now: () => new Date(nowMs) });

const broadcast: OpenBroadcast = {
  tenantId: '00000000-0000-7000-8000-000000000001',
  batchId,
  topicId: batchId,
  apiKeyId: null,
  rank: 3,
  scheduledAt: null,
  expiresAt: new Date(acceptedMs + 3_600_000),
  cursor: '',
  settings: {},
  tellsEvents: false,
  failures: 0,
  failingMs: 0,
  request: {
    to: { topic: 'news' },
    channels: ['email', 'in_app'],
    content: { body: 'Hello' },
    priority: 'high',
    deliveryMode: 'at_least_once',
    category: 'news',
    entity: { type: 'release', id: '2.0' },
  },
};
const member = (subscriberId: string, email: string | null): SubscriberAddresses => ({
  tenantId: broadcast.tenantId,
  subscriberId,
  email,
  phone: null,
  locale: null,
  pushTokens: [],
});
const members = [member('ada', 'ada@example.com'), member('ben', null)];

test('each member has a notification with what is his own, and not the text', () => {
  const [first] = planMembers(broadcast, members, clockAt(acceptedMs + 5));
  expect(JSON.parse(first?.request ?? '')).toEqual({
    to: { subscriberId: 'ada' },
    broadcast: batchId,
  });
  expect(first).toMatchObject({ rank: 2, category: 'news', entityType: 'release' });
});

test('a notification is younger than its batch, though the clock is behind', () => {
  for (const { id } of planMembers(broadcast, members, clockAt(acceptedMs - 1_000))) {
    expect(id > batchId).toBe(true);
    expect(notificationIdFrom(id)).toBe(id);
  }
});

test('who lacks an address is passed over on that channel alone', () => {
  const [, second] = planMembers(broadcast, members, clockAt(acceptedMs + 5));
  expect(second?.deliveries).toMatchObject([
    { channel: 'email', status: 'suppressed', code: 'no_address' },
    { channel: 'in_app', status: 'queued', address: 'ben', dispatchId: null },
  ]);
});
