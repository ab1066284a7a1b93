import { beginsSafely } from './safe-url.ts';

test.each([
  'https://a.example/',
  'HTTP://a.example',
  'mailto:ada@example.com',
  'tel:+15550100',
  '/path:with:colons',
  'path/a:b',
  '?a=b:c',
  '#a:b',
  '//a.example/x',
  'relative',
  '',
])('%j begins safely', (url) => {
  expect(beginsSafely(url)).toBe(true);
});

test.each([
  'javascript:alert(1)',
  'JAVASCRIPT:alert(1)',
  ' \u0000javascript:alert(1)',
  'java\tscript\n:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:x',
  ':x',
  'ht tps://a.example',
  'x:y',
])('%j does not', (url) => {
  expect(beginsSafely(url)).toBe(false);
});
