import { lowestIdAt } from '@carillon/domain';
import type { ClaimedDelivery, RecordedResult } from '@carillon/repositories';
import { createMetrics, type Logger, silentLogger } from '@carillon/runtime';
import { noteAttempt } from './note-attempt.ts';

const NOW = Date.parse('2026-03-01T10:00:05Z');

interface Shape {
  readonly outcome?: string;
  readonly status?: string;
  readonly durationMs?: number;
  readonly calls?: number;
  readonly changed?: boolean;
  readonly random?: number;
}

const note = ({
  outcome = 'accepted',
  status = 'sent',
  durationMs = 12.34,
  calls = 1,
  changed = true,
  random = 0.5,
}: Shape) => {
  const lines: object[] = [];
  const log: Logger = {
    ...silentLogger,
    info: (message, fields) => void lines.push({ message, ...fields }),
  };
  const metrics = createMetrics({ service: 'worker', processMetrics: false });
  const clock = { nowMs: () => NOW, now: () => new Date(NOW) };
  const claimed = {
    id: 'd',
    notificationId: lowestIdAt(NOW - 5_000),
    tenantId: 't',
    dispatchId: 'j',
    channel: 'email',
    calls,
    address: 'ada@example.com',
    request: { content: { body: 'Dear Ada' } },
  } as unknown as ClaimedDelivery;
  const attempt = {
    outcome,
    durationMs,
    number: calls,
    counted: true,
    provider: 'smtp',
    code: '250',
  };
  const result = {
    status,
    attempt: { ...attempt, accountId: null, message: 'for Ada', response: 'for Ada' },
  } as unknown as RecordedResult;
  const deps = { clock, log, metrics, random: () => random, attemptLogRate: 0.1 };
  noteAttempt(deps, { claimed, result, changed, traceparent: null });
  return { lines, metrics };
};

test('of what was sent at once and fast a share is written, and the line says which', () => {
  expect(note({ random: 0.1 }).lines).toEqual([]);
  expect(note({ random: 0.09 }).lines).toMatchObject([{ message: 'attempt', rate: 0.1 }]);
});

test.each<Shape>([
  { outcome: 'transient', status: 'retrying' },
  { outcome: 'permanent_recipient', status: 'failed' },
  { durationMs: 1_000 },
  { calls: 2 },
  { changed: false },
])('every one of these is written: %j', (shape) => {
  expect(note({ ...shape, random: 0.99 }).lines).toMatchObject([{ rate: 1 }]);
});

test('a line has ids, codes and figures, and nothing of what was sent or to whom', () => {
  const { lines } = note({ random: 0 });
  expect(lines[0]).toMatchObject({
    deliveryId: 'd',
    code: '250',
    durationMs: 12.3,
    status: 'sent',
  });
  expect(JSON.stringify(lines)).not.toMatch(/Ada|example\.com/i);
});

test('a delivery that was sent took from its acceptance until now', async () => {
  const { metrics } = note({});
  const { values } = await metrics.deliverySeconds.get();
  const sum = values.find(({ metricName }) => metricName?.endsWith('_sum'));
  expect(sum).toMatchObject({ value: 5, labels: { channel: 'email' } });
});
