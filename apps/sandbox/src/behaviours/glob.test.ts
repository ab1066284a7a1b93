import { glob } from './glob.ts';

test.each([
  ['*', 'anything at all', true],
  ['*@example.com', 'ada@example.com', true],
  ['*@example.com', 'ada@example.com.evil', false],
  ['ada+?@example.com', 'ada+1@example.com', true],
  ['ada+?@example.com', 'ada+12@example.com', false],
  ['*/hooks/orders?id=1', 'http://127.0.0.1:3100/hooks/orders?id=1', true],
  ['a.c', 'abc', false],
  ['ADA@example.com', 'ada@EXAMPLE.com', true],
])('%s on %s: %s', (pattern, text, fits) => {
  expect(glob(pattern)(text)).toBe(fits);
});
