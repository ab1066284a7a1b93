import { findUncleanText } from './find-unclean-text.ts';

test('every unclean string and key is found at its path', () => {
  const value = { a: 'x\0', list: ['fine', '\ud800'], deep: { 'k\0': 1 } };
  expect(findUncleanText(value).map(({ path }) => path)).toEqual(['a', 'list.1', 'deep']);
});

test('a key that schemas would drop is found at its path', () => {
  const value: unknown = JSON.parse('{"categories": {"__proto__": {"email": false}}}');
  expect(findUncleanText(value)).toMatchObject([{ path: 'categories.__proto__' }]);
});

test('what is nested without end makes no answer without end', () => {
  const depth = 100_000;
  const value: unknown = JSON.parse('["\\u0000",'.repeat(depth) + '1' + ']'.repeat(depth));
  const errors = findUncleanText(value);
  expect(errors.length).toBeGreaterThan(0);
  expect(JSON.stringify(errors).length).toBeLessThan(100_000);
});
