import { decideEvent, type EventCallEnded } from './decide-event.ts';

const HOUR = 3_600_000;
const call: EventCallEnded = { outcome: 'transient', attempts: 1, retryAfterMs: null, random: 0 };
const delayAfter = (more: Partial<EventCallEnded>) => {
  const next = decideEvent({ ...call, ...more });
  return next.status === 'retrying' ? next.delayMs : next.status;
};

test('ten attempts are made within a little over three days', () => {
  const delays = Array.from({ length: 10 }, (_, i) => delayAfter({ attempts: i + 1 }));
  const minutes = [5, 30, 120, 300, 600, 600, 1_440, 1_440].map((n) => n * 60_000);
  expect(delays).toEqual([5_000, ...minutes, 'failed']);
});

test('jitter adds at most a tenth and takes nothing away', () => {
  expect(delayAfter({ random: 0.999_999 })).toBeGreaterThan(5_000);
  expect(delayAfter({ random: 0.999_999 })).toBeLessThanOrEqual(5_500);
});

test.each([
  ['120 s where the plan says 5 s', 120_000, 120_000],
  ['1 s where the plan says 5 s', 1_000, 5_000],
  ['thirty years', 999_999_999_000, 24 * HOUR],
])('Retry-After is obeyed where it is longer: %s', (_, retryAfterMs, delayMs) => {
  expect(delayAfter({ outcome: 'rate_limited', retryAfterMs })).toBe(delayMs);
});

test.each(['rate_limited', 'ambiguous', 'permanent_message', 'config'] as const)(
  '%s uses up an attempt like any failure',
  (outcome) => {
    expect(delayAfter({ outcome })).toBe(5_000);
    expect(decideEvent({ ...call, outcome, attempts: 10 })).toEqual({
      status: 'failed',
      isGone: false,
    });
  },
);

test('only an endpoint that is gone ends at once', () => {
  expect(decideEvent({ ...call, outcome: 'permanent_recipient' })).toEqual({
    status: 'failed',
    isGone: true,
  });
  expect(decideEvent({ ...call, outcome: 'accepted' })).toEqual({ status: 'delivered' });
});
