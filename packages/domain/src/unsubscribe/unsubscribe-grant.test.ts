import {
  isInTime,
  lastDayFor,
  readGrant,
  type UnsubscribeGrant,
  writeGrant,
} from './unsubscribe-grant.ts';

const DAY_MS = 86_400_000;
const sentMs = new Date('2026-01-10T23:59:59Z').getTime();
const grant: UnsubscribeGrant = {
  tenantId: '00000000-0000-7000-8000-000000000001',
  category: 'news',
  recipient: { kind: 'subscriber', subscriberId: 'ada' },
  lastDay: lastDayFor(sentMs),
};

test.each<UnsubscribeGrant['recipient']>([
  { kind: 'subscriber', subscriberId: 'ada' },
  { kind: 'address', address: 'ada@example.com' },
])('is read as it was written: %j', (recipient) => {
  expect(readGrant(writeGrant({ ...grant, recipient }))).toEqual({ ...grant, recipient });
});

test('a text of a later version is not understood', () => {
  expect(readGrant(writeGrant(grant).replace('[1,', '[2,'))).toBeNull();
});

test('it works for a year, and much longer than sixty days', () => {
  expect([0, 60, 365].map((days) => isInTime(grant, sentMs + days * DAY_MS))).toEqual([
    true,
    true,
    true,
  ]);
  expect(isInTime(grant, sentMs + 366 * DAY_MS)).toBe(false);
});
