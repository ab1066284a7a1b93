import { assertOwnPage } from './assert-own-page.ts';

const PUBLIC = 'https://carillon.example';
const isAllowed = (headers: Record<string, string>, method = 'PUT'): boolean => {
  try {
    assertOwnPage({ method, headers: { host: 'localhost:3000', ...headers } }, PUBLIC);
    return true;
  } catch {
    return false;
  }
};

test.each([
  ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' }, true],
  ['our page behind a proxy', { 'sec-fetch-site': 'same-origin', origin: PUBLIC }, true],
  ['an older browser on our page', { origin: 'http://localhost:3000' }, true],
  ['a program', {}, true],
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
  ['another site in an older browser', { origin: 'https://evil.example' }, false],
  ['another port of this host', { 'sec-fetch-site': 'same-site' }, false],
  ['a page without an origin', { origin: 'null' }, false],
])('a change asked for by %s: %j', (_, headers, expected) => {
  expect(isAllowed(headers)).toBe(expected);
});

test('reading is for every page', () => {
  expect(isAllowed({ 'sec-fetch-site': 'cross-site' }, 'GET')).toBe(true);
});
