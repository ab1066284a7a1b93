import fc from 'fast-check';
import { parsePhone } from './parse-phone.ts';

test.each(['+4366012345678', '+15005550001', '+1234567', '+123456789012345'])(
  '%s is a phone number',
  (raw) => {
    expect(parsePhone(raw)).toEqual({ ok: true, address: raw });
  },
);

test.each([
  ['nothing', ''],
  ['no plus', '15005550001'],
  ['a leading zero', '+01234567'],
  ['an international prefix', '0043660123456'],
  ['six digits', '+123456'],
  ['sixteen digits', '+1234567890123456'],
  ['blanks', '+43 660 1234567'],
  ['hyphens', '+1-500-555-0001'],
  ['letters', '+1800FLOWERS'],
  ['other digits', '+١٢٣٤٥٦٧٨'],
  ['a line break', '+15005550001\n'],
  ['two numbers', '+15005550001,+15005550002'],
  ["Twilio's prefix", 'whatsapp:+15005550001'],
])('refuses %s', (_, raw) => {
  expect(parsePhone(raw).ok).toBe(false);
});

test('whatever passes is a plus and 7 to 15 digits', () => {
  const unit = fc.constantFrom(...'+0123456789 \n'.split(''));
  const text = fc.string({ unit, maxLength: 18 });
  fc.assert(
    fc.property(text, (raw) => {
      expect(!parsePhone(raw).ok || /^\+\d{7,15}$/.test(raw)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
