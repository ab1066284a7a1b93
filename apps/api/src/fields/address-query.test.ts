import { addressQuery } from './address-query.ts';

test.each([
  ['Ada@Example.COM', 'Ada@example.com'],
  ['+15551230001', '+15551230001'],
  [' 15551230001', '+15551230001'],
  ['HTTPS://Hooks.Example/a', 'https://hooks.example/a'],
  ['a-push-token', 'a-push-token'],
])('%p is looked for as %p', (given, address) => {
  expect(addressQuery().parse(given)).toBe(address);
});
