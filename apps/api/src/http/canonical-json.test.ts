import { canonicalJson } from './canonical-json.ts';

test('the order of keys does not count, that of a list does', () => {
  expect(canonicalJson({ b: [1, { d: 1, c: null }], a: 'x' })).toBe(
    '{"a":"x","b":[1,{"c":null,"d":1}]}',
  );
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
});

test('what is nested without end is refused, not recursed into', () => {
  const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as unknown;
  expect(() => canonicalJson(deep)).toThrow('nested too deep');
});
