import { DELIVERY_STATUSES, type DeliveryStatus, WAITING_STATUSES } from './delivery-status.ts';
import { mayBecome, statesBefore } from './transitions.ts';

/** DESIGN.md, 4, written as a picture: a row's state may become the columns marked x. */
const ORDER =
  'scheduled queued sending retrying sent delivered failed expired cancelled suppressed';
const PICTURE: Record<DeliveryStatus, string> = {
  scheduled: /*  */ '. x x . . . . x x x',
  queued: /*     */ 'x . x . x x . x x x',
  sending: /*    */ 'x x . x x x x . x x',
  retrying: /*   */ '. . x . x x x x x x',
  sent: /*       */ '. . . . . x x . . .',
  delivered: /*  */ '. . . . . . . . . .',
  failed: /*     */ '. x . . x x . . . .',
  expired: /*    */ '. x . . . . . . . .',
  cancelled: /*  */ '. . . . . . . . . .',
  suppressed: /* */ '. . . . . . . . . .',
};

const pairs = DELIVERY_STATUSES.flatMap((from) =>
  DELIVERY_STATUSES.map((to, i) => ({ from, to, allowed: PICTURE[from].split(' ')[i] === 'x' })),
);

test('the picture names the columns in the order of the states', () => {
  expect(ORDER.split(' ')).toEqual(DELIVERY_STATUSES);
});

test.each(pairs.filter((pair) => pair.allowed))('$from may become $to', ({ from, to }) => {
  expect(mayBecome(from, to)).toBe(true);
});

test.each(pairs.filter((pair) => !pair.allowed))('$from never becomes $to', ({ from, to }) => {
  expect(mayBecome(from, to)).toBe(false);
});

test.each(DELIVERY_STATUSES)('statesBefore(%s) is the column of the table', (to) => {
  const column = pairs.filter((pair) => pair.to === to && pair.allowed).map((pair) => pair.from);
  expect(statesBefore(to)).toEqual(column);
});

test('every waiting state can be claimed, cancelled, expired and suppressed', () => {
  for (const from of WAITING_STATUSES) {
    for (const to of ['sending', 'cancelled', 'expired', 'suppressed'] as const) {
      expect({ from, to, allowed: mayBecome(from, to) }).toEqual({ from, to, allowed: true });
    }
  }
});
