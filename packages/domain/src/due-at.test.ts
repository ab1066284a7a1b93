import { MAX_AHEAD_MS } from './bounds.ts';
import { dueAt } from './due-at.ts';

const acceptedAt = new Date('2026-03-01T12:00:00.000Z');
const after = (ms: number) => new Date(acceptedAt.getTime() + ms);

test('without scheduledAt a notification is due at acceptance', () => {
  expect(dueAt(null, acceptedAt)).toEqual({ ok: true, dueAt: acceptedAt });
});

test.each([1, 60_000, MAX_AHEAD_MS])('%i ms ahead is due then', (ms) => {
  expect(dueAt(after(ms), acceptedAt)).toEqual({ ok: true, dueAt: after(ms) });
});

test.each([0, -1, -60_000])('%i ms is now', (ms) => {
  expect(dueAt(after(ms), acceptedAt)).toEqual({ ok: true, dueAt: acceptedAt });
});

test('more than a minute past is refused', () => {
  expect(dueAt(after(-60_001), acceptedAt)).toMatchObject({
    ok: false,
    code: 'scheduled_at_in_past',
  });
});

test('more than 365 days ahead is refused', () => {
  expect(dueAt(after(365 * 86_400_000 + 1), acceptedAt)).toMatchObject({
    ok: false,
    code: 'scheduled_at_too_far',
  });
});
