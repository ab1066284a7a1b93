import { trustProxy } from './trust-proxy.ts';

test.each([
  ['false', false],
  ['0', 0],
  ['2', 2],
  ['loopback, 10.0.0.0/8', ['loopback', '10.0.0.0/8']],
  ['2001:db8::7', ['2001:db8::7']],
])('%j trusts %j', (text, expected) => {
  expect(trustProxy().parse(text)).toEqual(expected);
});

test.each(['true', '', 'everybody', '10.0.0.0/40', '-1', '127.0.0.1,'])('%j is refused', (text) => {
  expect(trustProxy().safeParse(text).success).toBe(false);
});
