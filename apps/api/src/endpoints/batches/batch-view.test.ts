import type { BatchRecord } from '@carillon/repositories';
import { batchView } from './batch-view.ts';

const createdAt = new Date('2026-01-31T12:00:00.000Z');
const changedAt = new Date('2026-01-31T12:00:05.000Z');
const finishedAt = new Date('2026-01-31T12:00:03.000Z');
const cancelledAt = new Date('2026-01-31T12:00:07.000Z');
const id = '01990000-0000-7000-8000-000000000000';
const batch: BatchRecord = {
  id,
  total: 10,
  createdAt,
  counts: { sent: 10 },
  changedAt,
  broadcast: null,
};
const broadcast = {
  made: 4,
  channels: 2,
  state: 'queued',
  failures: 0,
  finishedAt: null,
} as const;

test('a batch is finished when its last delivery was', () => {
  expect(batchView(batch)).toMatchObject({ total: 10, deliveries: 10 });
  expect(batchView(batch).finishedAt).toBe(changedAt.toISOString());
  expect(batchView({ ...batch, counts: { sent: 9, queued: 1 } }).finishedAt).toBeNull();
});

test('only a broadcast that ended early says why: others have the fields of the contract', () => {
  const fields = ['counts', 'createdAt', 'deliveries', 'finishedAt', 'id', 'total'];
  for (const record of [batch, { ...batch, broadcast }]) {
    expect(Object.keys(batchView(record)).toSorted()).toEqual(fields);
  }
});

test('members whose turn has not come count as queued, and nothing is finished', () => {
  const view = batchView({ ...batch, counts: { sent: 8 }, broadcast });
  expect(view).toMatchObject({ total: 10, deliveries: 20, finishedAt: null });
  expect(view.counts).toMatchObject({ sent: 8, queued: 12 });
});

test('before its time all of a broadcast is scheduled', () => {
  const scheduled = { ...broadcast, made: 0, state: 'scheduled' } as const;
  const view = batchView({ ...batch, counts: {}, changedAt: null, broadcast: scheduled });
  expect(view.counts.scheduled).toBe(20);
});

test('a broadcast is finished when its last delivery was, not when the last was made', () => {
  const finished = { ...broadcast, made: 10, state: 'finished', finishedAt } as const;
  const view = batchView({ ...batch, counts: { sent: 20 }, broadcast: finished });
  expect(view).toMatchObject({ total: 10, deliveries: 20, finishedAt: changedAt.toISOString() });
  const open = batchView({ ...batch, counts: { sent: 19, sending: 1 }, broadcast: finished });
  expect(open.finishedAt).toBeNull();
});

test('a cancelled broadcast counts those it will never make as cancelled', () => {
  const cancelled = { ...broadcast, state: 'cancelled', finishedAt: cancelledAt } as const;
  const view = batchView({ ...batch, counts: { sent: 6, cancelled: 2 }, broadcast: cancelled });
  expect(view).toMatchObject({ total: 10, deliveries: 20 });
  expect(view.counts).toMatchObject({ sent: 6, cancelled: 14 });
  expect(view.finishedAt).toBe(cancelledAt.toISOString());
});

test.each([
  ['failed', 'poison'],
  ['expired', 'expired'],
] as const)('those whom a %s broadcast never reached count so, and it says why', (state, code) => {
  const ended = { ...broadcast, state, failures: 51, finishedAt: cancelledAt };
  const view = batchView({ ...batch, counts: { sent: 8 }, broadcast: ended });
  expect(view.counts).toMatchObject({ sent: 8, [state]: 12 });
  expect(view).toMatchObject({ finishedAt: cancelledAt.toISOString(), lastError: { code } });
});

test('a broadcast to nobody is finished once that is known', () => {
  const empty = { ...batch, total: 0, counts: {}, changedAt: null };
  const open = { ...broadcast, made: 0, channels: 1 };
  expect(batchView({ ...empty, broadcast: open }).finishedAt).toBeNull();
  const over = { ...open, state: 'finished', finishedAt } as const;
  expect(batchView({ ...empty, broadcast: over }).finishedAt).toBe(finishedAt.toISOString());
});
