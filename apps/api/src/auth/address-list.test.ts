import { isNetwork, openAddressList } from './address-list.ts';

test.each([
  ['203.0.113.7', true],
  ['203.0.113.0/24', true],
  ['0.0.0.0/0', true],
  ['2001:db8::/32', true],
  ['::1', true],
  ['203.0.113.0/33', false],
  ['203.0.113.0/024', false],
  ['203.0.113.0/', false],
  ['203.0.113.0/8/8', false],
  ['203.0.113', false],
  ['fe80::1%eth0', false],
  ['example.com', false],
  ['', false],
])('%j is a network: %s', (text, expected) => {
  expect(isNetwork(text)).toBe(expected);
});

test.each([
  ['203.0.113.7', true],
  ['203.0.113.8', false],
  ['::ffff:203.0.113.7', true],
  ['10.1.2.3', true],
  ['11.1.2.3', false],
  ['2001:db8::5', true],
  ['2001:db9::5', false],
  ['::ffff:10.1.2.3', true],
  ['nonsense', false],
  [undefined, false],
])('%s is on the list: %s', (address, expected) => {
  const list = openAddressList(['203.0.113.7', '10.9.9.9/8', '2001:db8::/32']);
  expect(list.includes(address)).toBe(expected);
});

test('a network of addresses that IPv6 maps holds the IPv4 ones', () => {
  expect(openAddressList(['::ffff:10.0.0.0/104']).includes('10.1.2.3')).toBe(true);
});

test('an empty list holds nobody', () => {
  expect(openAddressList([]).includes('127.0.0.1')).toBe(false);
});
