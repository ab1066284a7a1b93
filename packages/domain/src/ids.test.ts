import fc from 'fast-check';
import {
  attemptIdOf,
  deliveryIdOf,
  isUuid,
  lastDeliveryIdOf,
  leaseTokenOf,
  lowestIdAt,
  notificationIdFrom,
  notificationIdOf,
  timeOfId,
} from './ids.ts';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const uuid = fc.uuid({ version: 7 });
const ordinal = fc.integer({ min: 1, max: 0xffff });
const token = fc.integer({ min: 1, max: 0xffffffff });
const time = (id: string) => id.slice(0, 13);

test('every id of a family is a UUIDv7 of the same millisecond', () => {
  fc.assert(
    fc.property(uuid, ordinal, token, (fresh, n, leaseToken) => {
      const notification = notificationIdFrom(fresh);
      const delivery = deliveryIdOf(notification, n);
      for (const id of [notification, delivery, attemptIdOf(delivery, leaseToken)]) {
        expect(id).toMatch(UUID_V7);
        expect(time(id)).toBe(time(fresh));
      }
    }),
  );
});

test('a delivery leads back to its notification', () => {
  fc.assert(
    fc.property(uuid, ordinal, (fresh, n) => {
      const notification = notificationIdFrom(fresh);
      expect(notificationIdOf(deliveryIdOf(notification, n))).toBe(notification);
    }),
  );
});

test('the deliveries of a notification are one range of ids, in their order', () => {
  fc.assert(
    fc.property(uuid, ordinal, ordinal, (fresh, a, b) => {
      const notification = notificationIdFrom(fresh);
      const [first, second] = [a, b].map((n) => deliveryIdOf(notification, n)) as [string, string];
      expect(first > notification && first <= lastDeliveryIdOf(notification)).toBe(true);
      expect(first < second).toBe(a < b);
    }),
  );
});

test('the range of a notification holds no delivery of another', () => {
  fc.assert(
    fc.property(uuid, uuid, ordinal, (one, other, n) => {
      const mine = notificationIdFrom(one);
      fc.pre(notificationIdFrom(other) !== mine);
      const foreign = deliveryIdOf(notificationIdFrom(other), n);
      expect(foreign > mine && foreign <= lastDeliveryIdOf(mine)).toBe(false);
    }),
  );
});

test('each lease of a delivery has an attempt id of its own', () => {
  fc.assert(
    fc.property(uuid, ordinal, token, token, (fresh, n, a, b) => {
      const delivery = deliveryIdOf(notificationIdFrom(fresh), n);
      expect(attemptIdOf(delivery, a) === attemptIdOf(delivery, b)).toBe(a === b);
    }),
  );
});

test('the deliveries of a notification never share an attempt id', () => {
  fc.assert(
    fc.property(uuid, ordinal, ordinal, token, token, (fresh, n, m, a, b) => {
      fc.pre(n !== m);
      const id = notificationIdFrom(fresh);
      expect(attemptIdOf(deliveryIdOf(id, n), a)).not.toBe(attemptIdOf(deliveryIdOf(id, m), b));
    }),
  );
});

test.each([0, -1, 1.5, 0x10000, Number.NaN])('there is no delivery number %d', (n) => {
  expect(() => deliveryIdOf('0198f3a0-0000-7000-8000-000000000000', n)).toThrow(RangeError);
});

test.each([
  ['0198f3a0-0000-7000-8000-00000000000a', true],
  ['0198F3A0-0000-7000-8000-00000000000A', false],
  ['0198f3a0000070008000000000000000', false],
  ['0198f3a0-0000-7000-8000-00000000000a\n', false],
  ['', false],
])('isUuid(%j) is %s', (text, expected) => {
  expect(isUuid(text)).toBe(expected);
});

test('the time of a family is that of its first id', () => {
  expect(timeOfId('0198f3a0-1111-7222-8333-444455556666')).toBe(0x0198f3a01111);
});

test('an id is at or above the lowest of its millisecond and below that of the next', () => {
  fc.assert(
    fc.property(uuid, (id) => {
      expect(id >= lowestIdAt(timeOfId(id))).toBe(true);
      expect(id < lowestIdAt(timeOfId(id) + 1) || timeOfId(id) === 2 ** 48 - 1).toBe(true);
    }),
  );
});

test.each([
  [-1, '00000000-0000-0000-0000-000000000000'],
  [0x0198f3a01111 + 0.9, '0198f3a0-1111-0000-0000-000000000000'],
  [8.64e15, 'ffffffff-ffff-0000-0000-000000000000'],
])('the lowest id at %d is %s', (timeMs, id) => {
  expect(lowestIdAt(timeMs)).toBe(id);
});

test('an attempt id gives its lease back to whoever knows the delivery', () => {
  fc.assert(
    fc.property(uuid, ordinal, fc.integer({ min: 0, max: 2 ** 31 - 1 }), (id, n, token) => {
      const delivery = deliveryIdOf(notificationIdFrom(id), n);
      expect(leaseTokenOf(attemptIdOf(delivery, token), delivery)).toBe(token);
    }),
  );
});

test.each([
  ['another delivery', '0198f3a0-1111-7222-8333-000000050002'],
  ['no id', 'hello'],
  ['a lease beyond all counting', '0198f3a0-1111-7222-8333-ffffffff0001'],
])('an attempt id of %s gives none', (_name, attemptId) => {
  expect(leaseTokenOf(attemptId, '0198f3a0-1111-7222-8333-000000000001')).toBeNull();
});
