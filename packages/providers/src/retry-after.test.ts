import { parseRetryAfter } from './retry-after.ts';

const now = (): Date => new Date('1994-11-06T08:49:07Z');

test.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['999999999', 999_999_999_000],
  ['Sun, 06 Nov 1994 08:49:37 GMT', 30_000],
  ['Sunday, 06-Nov-94 08:49:37 GMT', 30_000],
  ['Sun Nov  6 08:49:37 1994', 30_000],
  ['Sun, 06 Nov 1994 08:00:00 GMT', 0],
])('%j is %d ms', (header, expected) => {
  expect(parseRetryAfter(header, now)).toBe(expected);
});

test.each(['', 'soon', '-5', '1.5', '12 s', '1e3', '2994-11-06', 'Sun, 99 Nov 1994 99:99:99 GMT'])(
  '%j is not believed',
  (header) => {
    expect(parseRetryAfter(header, now)).toBeNull();
  },
);

test('the first of several counts', () => {
  expect(parseRetryAfter(['5', '9'], now)).toBe(5_000);
});

test('no header, no delay', () => {
  expect(parseRetryAfter(undefined, now)).toBeNull();
});
