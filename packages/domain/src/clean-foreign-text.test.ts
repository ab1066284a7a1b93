import fc from 'fast-check';
import { cleanForeignText } from './clean-foreign-text.ts';
import { isCleanText } from './is-clean-text.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text).length;
/** Any code units at all, torn surrogates and NULs among them. */
const foreign = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: fc.constantFrom('\0', 'a', 'ü', '€', '\u{1f600}', '\ud800', '\udc00') }),
);

test.each([
  ['plain text', '250 2.0.0 Ok', true],
  ['nothing', '', true],
  ['other controls', 'a\r\n\u0007', true],
  ['a pair of surrogates', '\u{1f600}', true],
  ['a NUL', 'a\0b', false],
  ['a high surrogate alone', 'a\ud83d', false],
  ['a low surrogate alone', '\ude00a', false],
])('isCleanText: %s', (_, text, clean) => {
  expect(isCleanText(text)).toBe(clean);
});

test('leaves clean text that fits as it is', () => {
  expect(cleanForeignText('550 5.1.1 Grüße \u{1f600}\r\n', 1_024)).toBe(
    '550 5.1.1 Grüße \u{1f600}\r\n',
  );
});

test('removes NULs and lone surrogates', () => {
  expect(cleanForeignText('a\0b\ud800c\udc00d', 100)).toBe('abcd');
});

test('never tears a surrogate pair where it cuts', () => {
  expect(cleanForeignText('abc\u{1f600}', 4)).toBe('abc');
  expect(cleanForeignText('abc\u{1f600}', 6)).toBe('abc');
  expect(cleanForeignText('abc\u{1f600}', 7)).toBe('abc\u{1f600}');
});

test.each([
  ['a', 3],
  ['ü', 1],
  ['€', 1],
])('counts %s in bytes of UTF-8', (character, fit) => {
  expect(cleanForeignText(character.repeat(10), 3)).toBe(character.repeat(fit));
});

test.each([0, -1])('keeps nothing within %i bytes', (maxBytes) => {
  expect(cleanForeignText('abc', maxBytes)).toBe('');
});

test('reads no more than it keeps', () => {
  expect(cleanForeignText('\0'.repeat(5) + 'abc', 5)).toBe('');
});

test('its answer is clean, fits, and is cleaned again to itself', () => {
  fc.assert(
    fc.property(foreign, fc.nat({ max: 60 }), (text, maxBytes) => {
      const clean = cleanForeignText(text, maxBytes);
      expect(isCleanText(clean)).toBe(true);
      expect(bytesOf(clean)).toBeLessThanOrEqual(maxBytes);
      expect(cleanForeignText(clean, maxBytes)).toBe(clean);
    }),
    { numRuns: 2_000 },
  );
});

test('keeps clean text whole when there is room', () => {
  const text = fc.string({ unit: 'binary' }).filter((t) => isCleanText(t));
  fc.assert(
    fc.property(text, (t) => {
      expect(cleanForeignText(t, bytesOf(t))).toBe(t);
    }),
  );
});
