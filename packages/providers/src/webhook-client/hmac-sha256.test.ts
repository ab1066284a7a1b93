import { createHmac, randomBytes } from 'node:crypto';
import { hmacKey, hmacSha256 } from './hmac-sha256.ts';

test.each([0, 1, 24, 32, 63, 64])('is what node:crypto says, with a key of %i bytes', (length) => {
  const secret = randomBytes(length);
  for (const text of ['', 'what do ya want for nothing?', 'Grüße 👋', 'x'.repeat(10_000)]) {
    const expected = createHmac('sha256', secret).update(text).digest('base64');
    expect(hmacSha256(text, hmacKey(secret))).toBe(expected);
  }
});

test('refuses a key that is longer than a block', () => {
  expect(() => hmacKey(randomBytes(65))).toThrow(RangeError);
});
