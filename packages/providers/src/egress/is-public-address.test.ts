import { isPublicAddress, parseRange } from './is-public-address.ts';

/** The published table: what the guard lets through and what it does not. */
const PUBLIC = [
  '1.1.1.1',
  '8.8.8.8',
  '93.184.215.14',
  '172.15.255.255',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '168.63.129.17',
  '2606:4700:4700::1111',
  '2a00:1450:4001:80b::200e',
  '::ffff:8.8.8.8',
];

const PRIVATE: readonly (readonly [address: string, what: string])[] = [
  ['0.0.0.0', 'this host'],
  ['0.1.2.3', 'this network'],
  ['10.0.0.1', 'private'],
  ['100.64.0.1', 'carrier-grade NAT'],
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['168.63.129.16', 'Azure metadata'],
  ['169.254.169.254', 'link-local: cloud metadata'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['192.0.0.192', 'protocol assignments: Oracle metadata'],
  ['192.0.2.1', 'documentation'],
  ['192.168.1.1', 'private'],
  ['198.18.0.1', 'benchmarking'],
  ['203.0.113.7', 'documentation'],
  ['224.0.0.1', 'multicast'],
  ['240.0.0.1', 'reserved'],
  ['255.255.255.255', 'broadcast'],
  ['::', 'unspecified'],
  ['::1', 'loopback'],
  ['::7f00:1', 'IPv4-compatible loopback'],
  ['::127.0.0.1', 'IPv4-compatible loopback'],
  ['::ffff:127.0.0.1', 'IPv4-mapped loopback'],
  ['::ffff:7f00:1', 'IPv4-mapped loopback'],
  ['::ffff:169.254.169.254', 'IPv4-mapped link-local'],
  ['::ffff:0:127.0.0.1', 'IPv4-translated'],
  ['64:ff9b::7f00:1', 'NAT64 of loopback'],
  ['64:ff9b::a9fe:a9fe', 'NAT64 of link-local'],
  ['64:ff9b:1::1', 'local NAT64'],
  ['100::1', 'discard only'],
  ['2001::1', 'Teredo'],
  ['2001:db8::1', 'documentation'],
  ['2002:7f00:1::', '6to4 of loopback'],
  ['4000::1', 'not yet given out'],
  ['fc00::1', 'unique local'],
  ['fd00:ec2::254', 'unique local: AWS metadata'],
  ['fe80::1', 'link-local'],
  ['fec0::1', 'site-local'],
  ['ff02::1', 'multicast'],
];

test.each(PUBLIC)('lets %s through', (address) => {
  expect(isPublicAddress(address, [])).toBe(true);
});

test.each(PRIVATE)('stops %s (%s)', (address) => {
  expect(isPublicAddress(address, [])).toBe(false);
});

test.each(['', 'localhost', '256.1.1.1', '1.2.3.4/8'])('stops %j, which is no address', (text) => {
  expect(isPublicAddress(text, [])).toBe(false);
});

test("the operator's ranges are stopped too", () => {
  const denied = [parseRange('8.8.0.0/16'), parseRange('2606:4700::/32')];
  expect(isPublicAddress('8.8.8.8', denied)).toBe(false);
  expect(isPublicAddress('::ffff:8.8.8.8', denied)).toBe(false);
  expect(isPublicAddress('2606:4700:4700::1111', denied)).toBe(false);
  expect(isPublicAddress('1.1.1.1', denied)).toBe(true);
});
