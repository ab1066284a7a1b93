import { isSignedAssertion } from './is-signed-assertion.ts';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const CLAIMS = { iss: 'a@example.org', scope: 's', aud: 'https://a', iat: 1, exp: 3_601 };
const assertion = ({ header = { alg: 'RS256' }, claims = CLAIMS as object, bytes = 256 } = {}) =>
  [encode(header), encode(claims), Buffer.alloc(bytes, 1).toString('base64url')].join('.');

test('takes what the clients of Google send', () => {
  expect(isSignedAssertion(assertion())).toBe(true);
});

test.each([
  ['nothing', ''],
  ['no JWT', 'a.b.c'],
  ['another algorithm', assertion({ header: { alg: 'none' } })],
  ['a claim too few', assertion({ claims: { ...CLAIMS, iss: undefined } })],
  ['no signature of RS256', assertion({ bytes: 32 })],
])('refuses %s', (_name, text) => {
  expect(isSignedAssertion(text)).toBe(false);
});
