import { DEFAULT_EXPIRY_MS } from './bounds.ts';
import { expiresAtOf } from './expires-at-of.ts';

const acceptedAt = new Date('2026-03-01T12:00:00.000Z');
const after = (ms: number) => new Date(acceptedAt.getTime() + ms);
const YEAR_MS = 365 * 86_400_000;

test('the default is 72 hours', () => {
  expect(DEFAULT_EXPIRY_MS).toBe(72 * 60 * 60 * 1_000);
});

test.each([0, 10_000, YEAR_MS])('by default it expires 72 h after it was due, %i ms on', (ms) => {
  expect(expiresAtOf({ expiresAt: null, dueAt: after(ms), acceptedAt })).toEqual({
    ok: true,
    expiresAt: after(ms + DEFAULT_EXPIRY_MS),
  });
});

test.each([
  ['a moment after acceptance', 1, 0],
  ['a moment after scheduledAt', 10_001, 10_000],
  ['a year ahead', YEAR_MS, 0],
])("the caller's time holds: %s", (_, expiresMs, dueMs) => {
  const asked = { expiresAt: after(expiresMs), dueAt: after(dueMs), acceptedAt };
  expect(expiresAtOf(asked)).toEqual({ ok: true, expiresAt: after(expiresMs) });
});

test.each([
  ['now', 0, 0, 'must lie in the future'],
  ['in the past', -1, 0, 'must lie in the future'],
  ['at scheduledAt', 10_000, 10_000, 'must lie after scheduledAt'],
  ['before scheduledAt', 5_000, 10_000, 'must lie after scheduledAt'],
  ['beyond a year', YEAR_MS + 1, 0, 'more than 365 days ahead'],
])("refuses a caller's time %s", (_, expiresMs, dueMs, words) => {
  const asked = { expiresAt: after(expiresMs), dueAt: after(dueMs), acceptedAt };
  expect(expiresAtOf(asked)).toEqual({ ok: false, message: expect.stringContaining(words) });
});
