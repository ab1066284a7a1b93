import { slowestRecoveryMs } from './slowest-recovery.ts';
import type { RecordedAttempt, RecordedDelivery } from './recorded-delivery.ts';

const delivery = (id: string, sentAt: number | null): RecordedDelivery => ({
  id,
  channel: 'email',
  address: id,
  status: 'sent',
  attempts: 2,
  lastCode: null,
  sentAt,
});
const lost = (deliveryId: string, startedAt: number): RecordedAttempt => ({
  deliveryId,
  leaseToken: 1,
  outcome: 'ambiguous',
  code: 'worker_lost',
  counted: true,
  late: false,
  startedAt,
});

test('a lost attempt is timed from the first kill after its claim', () => {
  const record = {
    deliveries: [delivery('a', 9_000), delivery('b', 25_000)],
    attempts: [lost('a', 900), lost('b', 15_000)],
    dispatches: 0,
  };
  expect(slowestRecoveryMs({ record }, [1_000, 16_000])).toBe(9_000);
});

test('what was never sent, at most once, has no recovery', () => {
  const record = { deliveries: [delivery('a', null)], attempts: [lost('a', 1)], dispatches: 0 };
  expect(slowestRecoveryMs({ record }, [2])).toBe(0);
});
