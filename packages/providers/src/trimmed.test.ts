import { trimmed } from './trimmed.ts';

const bytesOf = (text: string | null): number => Buffer.byteLength(text ?? '');

test('keeps a short answer as it is', () => {
  expect(trimmed('250 2.0.0 Ok: queued')).toBe('250 2.0.0 Ok: queued');
});

test('cuts at 1 KiB', () => {
  expect(trimmed('x'.repeat(5_000))).toBe('x'.repeat(1_024));
});

test('never cuts a character in two', () => {
  const text = trimmed(`x${'é'.repeat(2_000)}`);
  expect(bytesOf(text)).toBe(1_023);
  expect(text?.includes('\uFFFD')).toBe(false);
});

test('never leaves half a surrogate pair at the cut', () => {
  const text = trimmed(`x${'😀'.repeat(1_000)}`);
  expect(text?.isWellFormed()).toBe(true);
  expect(bytesOf(text)).toBeLessThanOrEqual(1_024);
});

test('replaces NUL and lone surrogates', () => {
  expect(trimmed('a\0b\ud800c')).toBe('a\uFFFDb\uFFFDc');
});

test('an empty answer is none', () => {
  expect(trimmed('')).toBeNull();
});
