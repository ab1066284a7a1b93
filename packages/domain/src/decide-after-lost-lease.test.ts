import { CHANNELS, type Channel } from './channels.ts';
import { decideAfterLostLease, type LostLease } from './decide-after-lost-lease.ts';
import { DELIVERY_MODES } from './delivery-mode.ts';
import { DEFAULT_RETRY } from './retry-policy.ts';
import { mayBecome } from './transitions.ts';

const lost: LostLease = {
  channel: 'email',
  deliveryMode: 'at_least_once',
  attempts: 1,
  crashes: 0,
  suspect: false,
  retry: DEFAULT_RETRY,
  random: 0,
};
const outside = CHANNELS.filter((channel) => channel !== 'in_app');

test.each<[Channel, number]>([
  ['email', 1_000],
  ['push', 1_000],
  ['webhook', 1_000],
  ['system', 1_000],
  ['sms', 60_000],
  ['whatsapp', 60_000],
])('%s is sent again after %i ms', (channel, delayMs) => {
  expect(decideAfterLostLease({ ...lost, channel })).toEqual({
    status: 'retrying',
    delayMs,
    code: 'worker_lost',
    crashes: 1,
    suspect: false,
  });
});

test.each(outside)('%s is never sent again where the mode is at_most_once', (channel) => {
  expect(decideAfterLostLease({ ...lost, channel, deliveryMode: 'at_most_once' })).toMatchObject({
    status: 'failed',
    code: 'outcome_unknown',
  });
});

test('the lost call counts: the last attempt leaves none', () => {
  expect(decideAfterLostLease({ ...lost, attempts: 5 })).toMatchObject({
    status: 'failed',
    code: 'worker_lost',
  });
});

test.each(DELIVERY_MODES)('in_app goes back uncounted, %s', (deliveryMode) => {
  const item = { ...lost, channel: 'in_app', deliveryMode, attempts: 5 } as const;
  expect(decideAfterLostLease(item)).toEqual({ status: 'queued', crashes: 1, suspect: false });
});

test.each(['email', 'in_app'] as const)('%s is a suspect from the second crash on', (channel) => {
  expect(decideAfterLostLease({ ...lost, channel, crashes: 1 })).toMatchObject({
    crashes: 2,
    suspect: true,
  });
});

test.each(CHANNELS)('%s is poison when the third crash comes while it is alone', (channel) => {
  expect(decideAfterLostLease({ ...lost, channel, crashes: 2, suspect: true })).toEqual({
    status: 'failed',
    code: 'poison',
    crashes: 3,
    suspect: true,
  });
});

test('a crash in company never makes poison', () => {
  expect(decideAfterLostLease({ ...lost, crashes: 7, suspect: false })).toMatchObject({
    status: 'retrying',
    suspect: true,
  });
});

test('the delay carries jitter', () => {
  expect(decideAfterLostLease({ ...lost, random: 0.5 })).toMatchObject({ delayMs: 1_050 });
});

test('whatever is decided, the table allows it from sending', () => {
  for (const channel of CHANNELS) {
    for (const deliveryMode of DELIVERY_MODES) {
      for (const crashes of [0, 1, 2, 3]) {
        for (const suspect of [false, true]) {
          const after = decideAfterLostLease({ ...lost, channel, deliveryMode, crashes, suspect });
          expect(mayBecome('sending', after.status)).toBe(true);
        }
      }
    }
  }
});
