import { declareCategory, deliveryIdOf, notificationIdFrom, releaseAt } from '@carillon/domain';
import type { ClaimedDelivery, Wishes } from '@carillon/repositories';
import { fixedClock } from '@carillon/testing';
import type { Tenant } from '../accounts/account-directory.ts';
import { checkWishes } from './check-wishes.ts';

const clock = fixedClock(new Date('2026-01-10T23:00:00.000Z'));
const untilMs = new Date('2026-01-11T07:00:00.000Z').getTime();
const id = deliveryIdOf(notificationIdFrom('0198f3a0-1111-7222-8333-444455556666'), 1);
const channels = ['push', 'sms'] as const;

const tenantWith = (hasCategories: boolean): Tenant => ({
  id: 'tenant',
  routeOf: () => undefined,
  caps: [],
  smsMaxSegments: 4,
  hasCategories,
  categoryOf: (key) => declareCategory(key, hasCategories ? { channels: { sms: false } } : {}),
  tellsEvents: false,
  weight: 1,
});

const claimedFor = (to: object, parts: object = {}): ClaimedDelivery =>
  ({
    id,
    channel: 'sms',
    category: 'news',
    rank: 3,
    request: { to, channels, ...parts },
  }) as unknown as ClaimedDelivery;

const wishes: Wishes = {
  subscriberId: 'ada',
  timezone: null,
  categories: {},
  quietHours: { start: '22:00', end: '07:00' },
};
const asked = new Map([['ada', wishes]]);
const ada = { subscriberId: 'ada' };

test('without a subscriber and without categories nothing is judged', () => {
  const tenant: Tenant = {
    ...tenantWith(false),
    categoryOf: () => {
      throw new Error('nobody asks for the category');
    },
  };
  const check = checkWishes(clock, claimedFor({}), { tenant, wishes: new Map() });
  expect(check).toEqual({ kind: 'go' });
});

test('a category turns a channel off for those of whom nothing is known', () => {
  const check = checkWishes(clock, claimedFor({}), { tenant: tenantWith(true), wishes: new Map() });
  expect(check).toEqual({ kind: 'unwanted' });
});

test('quiet hours hold it until they end, with its share of their spread', () => {
  const check = checkWishes(clock, claimedFor(ada), { tenant: tenantWith(false), wishes: asked });
  const delayMs = releaseAt(new Date(untilMs), id).getTime() - clock.nowMs();
  expect(check).toEqual({ kind: 'back', delayMs, isHeld: true });
});

test('the second channel of a route is held for as long after the first as it was planned', () => {
  const route = { mode: 'first', channels, afterMs: 60_000 };
  const delayOf = (channel: string): number => {
    const claimed = { ...claimedFor(ada, { route }), channel } as ClaimedDelivery;
    const check = checkWishes(clock, claimed, { tenant: tenantWith(false), wishes: asked });
    return check.kind === 'back' ? check.delayMs : Number.NaN;
  };
  expect(delayOf('sms') - delayOf('push')).toBe(60_000);
});

test('the zone of the request serves where none is known of the subscriber', () => {
  const to = { ...ada, timezone: 'Asia/Tokyo' };
  const tenant = tenantWith(false);
  expect(checkWishes(clock, claimedFor(to), { tenant, wishes: asked })).toEqual({ kind: 'go' });
  const known = new Map([['ada', { ...wishes, timezone: 'UTC' }]]);
  const check = checkWishes(clock, claimedFor(to), { tenant, wishes: known });
  expect(check.kind).toBe('back');
});
