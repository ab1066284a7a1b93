import { type CallEnded, decideNext, type Next } from './decide-next.ts';
import { DELIVERY_MODES } from './delivery-mode.ts';
import { OUTCOMES } from './outcomes.ts';
import { DEFAULT_RETRY } from './retry-policy.ts';

const call: CallEnded = {
  outcome: 'transient',
  delivered: false,
  attempts: 1,
  uncountedStreak: 0,
  retry: DEFAULT_RETRY,
  deliveryMode: 'at_least_once',
  retryAfterMs: null,
  random: 0,
};

/** DESIGN.md, 4, by hand: what follows each outcome. `again` is at least once, `once` at most once. */
type Ends = 'sent' | 'permanent' | 'backoff' | 'uncounted' | 'outcome_unknown';
const EXPECTED: Record<(typeof OUTCOMES)[number], { again: Ends; once: Ends }> = {
  accepted: { again: 'sent', once: 'sent' },
  permanent_recipient: { again: 'permanent', once: 'permanent' },
  permanent_message: { again: 'permanent', once: 'permanent' },
  config: { again: 'uncounted', once: 'uncounted' },
  transient: { again: 'backoff', once: 'backoff' },
  rate_limited: { again: 'uncounted', once: 'uncounted' },
  ambiguous: { again: 'backoff', once: 'outcome_unknown' },
};

const nextOf = (ends: Ends, attempts: number): Next => {
  switch (ends) {
    case 'sent':
      return { status: 'sent' };
    case 'permanent':
    case 'outcome_unknown':
      return { status: 'failed', reason: ends };
    case 'uncounted':
      return { status: 'retrying', delayMs: 5_000, giveBack: true };
    case 'backoff':
      return attempts >= 5
        ? { status: 'failed', reason: 'exhausted' }
        : { status: 'retrying', delayMs: 1_000 * 2 ** (attempts - 1), giveBack: false };
  }
};

const cases = OUTCOMES.flatMap((outcome) =>
  DELIVERY_MODES.flatMap((deliveryMode) =>
    [1, 2, 3, 4, 5, 6].map((attempts) => {
      const ends = EXPECTED[outcome][deliveryMode === 'at_least_once' ? 'again' : 'once'];
      return { outcome, deliveryMode, attempts, next: nextOf(ends, attempts) };
    }),
  ),
);

test.each(cases)(
  'call $attempts of 5, $outcome, $deliveryMode: $next.status',
  ({ outcome, deliveryMode, attempts, next }) => {
    expect(decideNext({ ...call, outcome, deliveryMode, attempts })).toEqual(next);
  },
);

test('acceptance that is the delivery itself is delivered', () => {
  expect(decideNext({ ...call, outcome: 'accepted', delivered: true })).toEqual({
    status: 'delivered',
  });
});

test('a lone attempt that fails is exhausted at once', () => {
  const retry = { ...DEFAULT_RETRY, maxAttempts: 1 };
  expect(decideNext({ ...call, retry })).toEqual({ status: 'failed', reason: 'exhausted' });
});

test.each([
  [1, 5_000],
  [2, 30_000],
  [3, 120_000],
])('a list of delays decides the delay after attempt %i', (attempts, delayMs) => {
  const retry = { delaysMs: [5_000, 30_000, 120_000] };
  expect(decideNext({ ...call, retry, attempts })).toMatchObject({ delayMs });
});

test('a list of n delays ends after n + 1 attempts', () => {
  expect(decideNext({ ...call, retry: { delaysMs: [5_000, 30_000] }, attempts: 3 })).toEqual({
    status: 'failed',
    reason: 'exhausted',
  });
});

test.each(['config', 'rate_limited'] as const)('%s never uses up the budget', (outcome) => {
  expect(decideNext({ ...call, outcome, attempts: 99 })).toMatchObject({
    status: 'retrying',
    giveBack: true,
  });
});

test.each([
  [0, 5_000],
  [1, 10_000],
  [7, 640_000],
  [8, 900_000],
  [1_000, 900_000],
])('after %i uncounted calls in a row the next waits %i ms', (uncountedStreak, delayMs) => {
  expect(decideNext({ ...call, outcome: 'config', uncountedStreak })).toMatchObject({ delayMs });
});

test.each(['transient', 'rate_limited'] as const)('%s waits for Retry-After', (outcome) => {
  expect(decideNext({ ...call, outcome, retryAfterMs: 120_000 })).toMatchObject({
    delayMs: 120_000,
  });
});

test('a Retry-After below our own delay does not shorten what counts', () => {
  expect(decideNext({ ...call, retryAfterMs: 1 })).toMatchObject({ delayMs: 1_000 });
});

test.each([
  ['named', 2_000, 2_000],
  ['of nothing at all', 0, 5_000],
  ['that is no number', Number.NaN, 5_000],
])('what does not count waits for a time %s, else for ours', (_, retryAfterMs, delayMs) => {
  expect(decideNext({ ...call, outcome: 'rate_limited', retryAfterMs })).toMatchObject({ delayMs });
});

test('the jitter on top of a named time stays well below a tenth of it', () => {
  const late = { ...call, outcome: 'rate_limited', retryAfterMs: 10_000, random: 0.999 } as const;
  const next = decideNext(late);
  expect(next.status === 'retrying' && next.delayMs).toBeGreaterThan(10_000);
  expect(next.status === 'retrying' && next.delayMs).toBeLessThanOrEqual(10_300);
});

test.each(['ambiguous', 'rate_limited'] as const)(
  "a provider's least delay holds after %s",
  (outcome) => {
    expect(decideNext({ ...call, outcome, minDelayMs: 60_000 })).toMatchObject({ delayMs: 60_000 });
  },
);

test('a least delay below the backoff changes nothing', () => {
  expect(decideNext({ ...call, attempts: 4, minDelayMs: 10 })).toMatchObject({ delayMs: 8_000 });
});

test('jitter comes on top of the delay', () => {
  expect(decideNext({ ...call, random: 0.5 })).toMatchObject({ delayMs: 1_050 });
});
