import { bareAddress } from './forwarded-addresses.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:5678', '203.0.113.7'],
  [' 203.0.113.7:5678 ', '203.0.113.7'],
  ['2001:db8::1', '2001:db8::1'],
  ['2001:db8::1:443', '2001:db8::1:443'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['[::ffff:203.0.113.7]:443', '::ffff:203.0.113.7'],
])('%j is the address %s', (entry, address) => {
  expect(bareAddress(entry)).toBe(address);
});

test.each(['unknown', '_hidden:443', '[203.0.113.7]:443', '999.0.0.1:80', '203.0.113.7:x', ''])(
  '%j is no address, and stays what it was',
  (entry) => {
    expect(bareAddress(entry)).toBe(entry);
  },
);
