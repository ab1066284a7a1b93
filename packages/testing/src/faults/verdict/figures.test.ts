import { attemptIdOf, deliveryIdOf, notificationIdFrom } from '@carillon/domain';
import type { Submission } from '../client/submission.ts';
import type { Evidence } from './evidence.ts';
import { figuresOf } from './figures.ts';
import type { LedgerLine } from './ledger-line.ts';
import type { RecordedAttempt, RecordedDelivery } from './recorded-delivery.ts';

const notificationId = notificationIdFrom('01a1fc06-00af-7559-b0b7-c23eca729614');
const deliveryId = deliveryIdOf(notificationId, 1);
const address = 'ada@example.com';

const submission: Submission = {
  channel: 'email',
  address,
  askedAt: 0,
  tries: 1,
  notificationId,
  answeredInMs: 5,
  replayed: false,
};
const delivery: RecordedDelivery = {
  id: deliveryId,
  channel: 'email',
  address,
  status: 'sent',
  attempts: 1,
  lastCode: null,
  sentAt: 1,
};
const attempt = (leaseToken: number, change: Partial<RecordedAttempt> = {}): RecordedAttempt => ({
  deliveryId,
  leaseToken,
  outcome: 'accepted',
  code: null,
  counted: true,
  late: false,
  startedAt: 0,
  ...change,
});
const line = (leaseToken: number, to = address): LedgerLine => ({
  at: '',
  provider: 'noop',
  channel: 'email',
  to,
  notificationId,
  deliveryId,
  attemptId: attemptIdOf(deliveryId, leaseToken),
});
const lost = { outcome: 'ambiguous', code: 'worker_lost' } as const;

/** One notification, accepted and sent once; the tests bend it. */
const figures = (bent: {
  submission?: Partial<Submission>;
  ledger?: LedgerLine[];
  delivery?: Partial<RecordedDelivery>;
  deliveries?: RecordedDelivery[];
  attempts?: RecordedAttempt[];
  dispatches?: number;
}) => {
  const evidence: Evidence = {
    submissions: [{ ...submission, ...bent.submission }],
    ledger: bent.ledger ?? [line(1)],
    record: {
      deliveries: bent.deliveries ?? [{ ...delivery, ...bent.delivery }],
      attempts: bent.attempts ?? [attempt(1)],
      dispatches: bent.dispatches ?? 0,
    },
  };
  return figuresOf(evidence);
};

test('what was accepted, sent once and recorded so is in order', () => {
  expect(figures({})).toEqual({
    submitted: 1,
    accepted: 1,
    ledger: 1,
    lost: 0,
    unexpected: 0,
    duplicated: 0,
    explained: 0,
    recovered: 0,
    unknown: 0,
    stuck: 0,
    mismatches: [],
  });
});

test('what was accepted and is in no ledger is lost', () => {
  expect(figures({ ledger: [], delivery: { status: 'failed' }, attempts: [] }).lost).toBe(1);
});

test('at most once, failed with an unknown outcome, is not lost but unknown', () => {
  const bent = {
    submission: { atMostOnce: true },
    ledger: [],
    delivery: { status: 'failed', lastCode: 'outcome_unknown' },
    attempts: [attempt(1, lost)],
  } as const;
  expect(figures({ ...bent, ledger: [], attempts: [...bent.attempts] })).toMatchObject({
    lost: 0,
    unknown: 1,
    mismatches: [],
  });
});

test('what nobody asked for is unexpected', () => {
  expect(figures({ ledger: [line(1), line(1, 'eve@example.com')] }).unexpected).toBe(1);
});

test('a repetition is explained by an attempt of unknown outcome', () => {
  const twice = { ledger: [line(1), line(2)], delivery: { attempts: 2 } };
  expect(figures({ ...twice, attempts: [attempt(1, lost), attempt(2)] })).toMatchObject({
    duplicated: 1,
    explained: 1,
    mismatches: [],
  });
  expect(figures({ ...twice, attempts: [attempt(1), attempt(2)] }).explained).toBe(0);
});

test('a late answer explains a repetition too', () => {
  const attempts = [attempt(1, { late: true }), attempt(2)];
  expect(figures({ ledger: [line(1), line(2)], attempts }).explained).toBe(1);
});

test('one unknown outcome explains one repetition, not two', () => {
  const attempts = [attempt(1, lost), attempt(2), attempt(3)];
  expect(figures({ ledger: [line(1), line(2), line(3)], attempts }).explained).toBe(0);
});

test('at most once may never be repeated, whatever the record says', () => {
  const bent = { submission: { atMostOnce: true }, ledger: [line(1), line(2)] };
  expect(figures({ ...bent, attempts: [attempt(1, lost), attempt(2)] }).explained).toBe(0);
});

test('sent though the first try had no answer is recovered', () => {
  expect(figures({ submission: { tries: 2 } }).recovered).toBe(1);
});

test('what has not ended is stuck', () => {
  expect(figures({ delivery: { status: 'sending' } }).stuck).toBe(1);
});

test.each([
  ['two deliveries for one submission', { deliveries: [delivery, delivery] }],
  ['sent, but in no ledger', { ledger: [] }],
  ['in a ledger, but failed', { delivery: { status: 'failed' as const } }],
  ['a ledger line without an attempt', { attempts: [], delivery: { attempts: 0 } }],
  ['an accepted attempt without a line', { attempts: [attempt(1), attempt(2)] }],
  ['two lines for one attempt', { ledger: [line(1), line(1)] }],
  ['attempts that do not add up', { delivery: { attempts: 3 } }],
  ['a dispatch that was left over', { dispatches: 1 }],
  ['a sent message called transient', { attempts: [attempt(1, { outcome: 'transient' })] }],
])('%s is a contradiction', (_, bent) => {
  expect(figures(bent).mismatches).not.toEqual([]);
});
