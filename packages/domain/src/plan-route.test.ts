import { needsTurn, ROUTE_LOOK_MS, routeDelayMs } from './plan-route.ts';

const first = { mode: 'first', channels: ['push', 'sms', 'email'] } as const;

test('all channels of an ordinary route begin together', () => {
  expect(routeDelayMs(undefined, 2)).toBe(0);
  expect(routeDelayMs({ ...first, mode: 'all', afterMs: 1_000 }, 2)).toBe(0);
});

test('one after another, each as long after the one before it', () => {
  const route = { ...first, afterMs: 30_000 };
  expect([0, 1, 2].map((n) => routeDelayMs(route, n))).toEqual([0, 30_000, 60_000]);
});

test('without a time a later channel is looked at now and then', () => {
  expect(routeDelayMs(first, 1)).toBe(ROUTE_LOOK_MS);
});

test('only later channels of mode first need their turn', () => {
  expect(needsTurn(first, 'push')).toBe(false);
  expect(needsTurn(first, 'sms')).toBe(true);
  expect(needsTurn({ ...first, mode: 'all' }, 'sms')).toBe(false);
  expect(needsTurn(undefined, 'sms')).toBe(false);
});
