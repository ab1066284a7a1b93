import fc from 'fast-check';

const nested = (depth: number): unknown => {
  let value: unknown = 'deep';
  for (let i = 0; i < depth; i += 1) value = i % 2 === 0 ? { a: value } : [value];
  return value;
};

/** Text that has broken something somewhere. */
const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00x',
  '\u202e\u200b',
  '\r\nBcc: evil@example.com',
  '<script>alert(1)</script>',
  "'; DROP TABLE notification; --",
  '${it.constructor}',
  '<%= it.constructor.constructor("return process")() %>',
  '../../../etc/passwd',
  '%00',
  '%zz',
  '__proto__',
  'constructor',
  'null',
  'NaN',
  '-1',
  '1e999',
  '9007199254740993',
  '2026-02-30T00:00:00Z',
  '0000-01-01T00:00:00.000Z',
  '+275760-09-13T00:00:00.000Z',
  '2026-01-01',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'http://169.254.169.254/',
  'http://[::ffff:127.0.0.1]/',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '\ud83d\udc69\u200d\ud83d\udc67',
  'x'.repeat(70_000),
];

const NUMBERS = [
  0,
  -0,
  -1,
  1.5,
  1e21,
  -1e308,
  2 ** 31,
  2 ** 31 - 1,
  2 ** 53,
  Number.MIN_VALUE,
  4_294_967_296,
];

/** A value that no schema of ours was written for, or just at its edge. */
export const hostileValue = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<unknown>(...TEXTS) },
    { weight: 3, arbitrary: fc.constantFrom<unknown>(...NUMBERS) },
    { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null]) },
    { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.integer({ min: 2, max: 2_000 }).map(nested) },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: 1, max: 3_000 })
        .map((n) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, i]))),
    },
  );

/** Text for a path or a query. */
export const hostileText = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...TEXTS.map((text) => text.slice(0, 3_000))),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ maxLength: 30 }),
  );
