import { hashToken } from './hash-token.ts';
import { maskEmail } from './mask-email.ts';
import { maskPhone } from './mask-phone.ts';

test.each([
  ['ada@example.com', 'a***@e***.com'],
  ['a@mail.example.co.uk', 'a***@m***.uk'],
  ['"x@y"@localhost', '"***@l***'],
  ['no address', '***'],
  ['', '***'],
])('an e-mail address %s is shown as %s', (email, masked) => {
  expect(maskEmail(email)).toBe(masked);
});

test.each([
  ['+15551234571', '+1******71'],
  ['+49 151 2345-67', '+4******67'],
  ['12345', '***'],
])('a phone number %s is shown as %s', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked);
});

test('a token is shown as six digits of its hash', () => {
  expect(hashToken('abc')).toBe('ba7816');
});
