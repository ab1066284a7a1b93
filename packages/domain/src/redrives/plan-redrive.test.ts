import { planRedrive, type RedriveProgress } from './plan-redrive.ts';

const progress = (parts: Partial<RedriveProgress>): RedriveProgress => ({
  canary: { size: 100, maxFailureRate: 0.1 },
  redriven: 0,
  ended: 0,
  failed: 0,
  failing: 0,
  isThrough: false,
  quietMs: 0,
  ...parts,
});

const aborts = (reason: string) => ({ kind: 'abort', reason });

test('the canaries go first, and no more than these', () => {
  expect(planRedrive(progress({}))).toEqual({ kind: 'redrive', atMost: 100 });
  expect(planRedrive(progress({ redriven: 60 }))).toEqual({ kind: 'redrive', atMost: 40 });
});

test('nothing follows before every canary has come to an end', () => {
  expect(planRedrive(progress({ redriven: 100, ended: 99 }))).toEqual({ kind: 'wait' });
  expect(planRedrive(progress({ redriven: 100, ended: 100 }))).toEqual({
    kind: 'redrive',
    atMost: 200,
  });
});

test('what may be under way grows with what ended well', () => {
  const first = planRedrive(progress({ redriven: 300, ended: 200 }));
  expect(first).toEqual({ kind: 'redrive', atMost: 300 });
  const later = planRedrive(progress({ redriven: 9_000, ended: 8_000 }));
  expect(later).toEqual({ kind: 'redrive', atMost: 4_000 });
  expect(planRedrive(progress({ redriven: 700, ended: 200, failed: 10 }))).toEqual({
    kind: 'wait',
  });
});

test('canaries that were given up abort as soon as they are too many', () => {
  expect(planRedrive(progress({ redriven: 100, ended: 10, failed: 10 }))).toEqual({ kind: 'wait' });
  expect(planRedrive(progress({ redriven: 100, ended: 11, failed: 11 }))).toEqual(
    aborts('failure_rate_exceeded'),
  );
});

test('a failed call may be made good for a while, then it counts', () => {
  const held = { redriven: 100, ended: 0, failing: 12 };
  expect(planRedrive(progress({ ...held, quietMs: 19_000 }))).toEqual({ kind: 'wait' });
  expect(planRedrive(progress({ ...held, quietMs: 20_000 }))).toEqual(
    aborts('failure_rate_exceeded'),
  );
});

test('canaries that nobody has called yet are waited for, though not for ever', () => {
  const slow = { redriven: 100, ended: 50 };
  expect(planRedrive(progress({ ...slow, quietMs: 599_000 }))).toEqual({ kind: 'wait' });
  expect(planRedrive(progress({ ...slow, quietMs: 600_000 }))).toEqual(aborts('canary_unfinished'));
});

test('a failure rate that is reached later aborts too', () => {
  expect(planRedrive(progress({ redriven: 1_000, ended: 800, failed: 81 }))).toEqual(
    aborts('failure_rate_exceeded'),
  );
});

test('fewer than the canaries are watched like them', () => {
  const few = { redriven: 3, isThrough: true };
  expect(planRedrive(progress({ ...few, ended: 2 }))).toEqual({ kind: 'wait' });
  expect(planRedrive(progress({ ...few, ended: 3 }))).toEqual({ kind: 'done' });
});

test('where there is no canary to be found, the rest is looked for all the same', () => {
  const none = { canary: { size: 0, maxFailureRate: 0.1 } };
  expect(planRedrive(progress(none))).toEqual({ kind: 'redrive', atMost: 1 });
  expect(planRedrive(progress({ ...none, isThrough: true }))).toEqual({ kind: 'done' });
});

test('it is done when all have come to an end, or after ten quiet minutes', () => {
  const through = { redriven: 1_000, ended: 990, isThrough: true };
  expect(planRedrive(progress(through))).toEqual({ kind: 'wait' });
  expect(planRedrive(progress({ ...through, quietMs: 600_000 }))).toEqual({ kind: 'done' });
  expect(planRedrive(progress({ ...through, ended: 1_000 }))).toEqual({ kind: 'done' });
});

test('without canaries it goes on whatever fails, with so many under way at most', () => {
  const bold = { canary: null, redriven: 4_000 };
  expect(planRedrive(progress({ ...bold, ended: 1_000, failed: 1_000 }))).toEqual({
    kind: 'redrive',
    atMost: 2_000,
  });
  expect(planRedrive(progress({ ...bold, redriven: 5_000 }))).toEqual({ kind: 'wait' });
});
