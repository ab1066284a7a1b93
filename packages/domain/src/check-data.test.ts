import fc from 'fast-check';
import { checkData } from './check-data.ts';

/** `{"a":{"a":…1…}}` with this many levels. */
const nested = (levels: number): unknown =>
  JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);

const withKeys = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]));

test('accepts plain JSON', () => {
  const data = { orderId: '42', lines: [{ sku: 'a', price: 1.5 }], paid: true, note: null };
  expect(checkData(data)).toBeNull();
});

test('accepts ten levels and refuses eleven', () => {
  expect(checkData(nested(10))).toBeNull();
  expect(checkData(nested(11))).toMatchObject({ path: 'data' });
});

test('arrays are levels too', () => {
  expect(checkData(JSON.parse(`{"a":${'['.repeat(9)}${']'.repeat(9)}}`))).toBeNull();
  expect(checkData(JSON.parse(`{"a":${'['.repeat(10)}${']'.repeat(10)}}`))).not.toBeNull();
});

test.each([1_000, 100_000])('refuses %i levels without a deep stack', (levels) => {
  const deep = JSON.parse('['.repeat(1_000) + ']'.repeat(1_000)) as unknown;
  let value = deep;
  for (let i = 0; i < levels; i += 1) value = [value];
  expect(checkData(value)).toMatchObject({ path: 'data' });
});

test('accepts a thousand keys and refuses one more', () => {
  expect(checkData(withKeys(1_000))).toBeNull();
  expect(checkData(withKeys(1_001))).toMatchObject({ path: 'data' });
});

test('counts keys over all levels', () => {
  expect(checkData({ a: withKeys(500), b: withKeys(499) })).not.toBeNull();
  expect(checkData([withKeys(500), withKeys(500)])).toBeNull();
});

test('the elements of an array are no keys', () => {
  expect(checkData({ list: Array.from({ length: 5_000 }, () => 1) })).toBeNull();
});

test.each(['__proto__', 'constructor', 'prototype'])('refuses the key %s at any depth', (key) => {
  expect(checkData(JSON.parse(`{"${key}":{"polluted":true}}`))).toMatchObject({
    path: `data.${key}`,
  });
  expect(checkData(JSON.parse(`{"a":[{"b":{"${key}":1}}]}`))).toMatchObject({
    path: `data.a.0.b.${key}`,
  });
});

test('allows those words as values', () => {
  expect(checkData({ type: 'constructor' })).toBeNull();
});

test.each(['a\0b', '\ud800', '\udc00x'])('refuses the text %j as a value', (text) => {
  expect(checkData({ a: [text] }, 'content.data')).toMatchObject({ path: 'content.data.a.0' });
});

test('refuses unclean text as a key and does not repeat it', () => {
  expect(checkData({ a: { 'x\0y': 1 } })).toMatchObject({ path: 'data.a' });
});

test.each([Infinity, -Infinity, Number.NaN])('refuses the number %d', (number) => {
  expect(checkData({ a: number })).toMatchObject({ path: 'data.a' });
});

test.each([[undefined], [1n], [() => 1], [Symbol('s')]])(
  'refuses %p, which is no JSON',
  (value) => {
    expect(checkData({ a: value })).toMatchObject({ path: 'data.a' });
  },
);

test('accepts exactly what has no deep, crowded or unclean place', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8, stringUnit: 'grapheme-ascii' }), (value) => {
      const text = JSON.stringify(value);
      const forbidden = /"(?:__proto__|constructor|prototype)":/.test(text);
      expect(checkData(JSON.parse(text)) === null).toBe(!forbidden);
    }),
  );
});
