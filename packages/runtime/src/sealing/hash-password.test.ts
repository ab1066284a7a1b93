import { hashPassword, isPassword, isPasswordHash } from './hash-password.ts';

test('a password fits its hash and no other, and each hash is salted', async () => {
  const [one, other] = [await hashPassword('öffne dich'), await hashPassword('öffne dich')];
  expect(one).not.toBe(other);
  expect([isPasswordHash(one), one]).toEqual([
    true,
    expect.stringMatching(/^scrypt\.15\.[\w.-]+$/),
  ]);
  expect(await isPassword('öffne dich', one)).toBe(true);
  expect(await isPassword('o\u0308ffne dich', one)).toBe(true);
  expect(await isPassword('Öffne dich', one)).toBe(false);
});

test('what is no hash fits nothing', async () => {
  expect(isPasswordHash('öffne dich')).toBe(false);
  expect(await isPassword('x', 'x')).toBe(false);
});
