import { plainText } from './plain-text.ts';

test.each([
  ['\u001b[31mred\u001b[0m', '[31mred [0m'],
  ['one\r\ntwo\0three', 'one two three'],
  ['\u202Eevil', 'evil'],
  ['x'.repeat(1_000), 'x'.repeat(500)],
  ['\ud800', '\ufffd'],
  [`${'x'.repeat(499)}\u{1f600}`, `${'x'.repeat(499)}\ufffd`],
])('%j becomes a harmless line', (text, line) => {
  expect(plainText(text)).toBe(line);
});
