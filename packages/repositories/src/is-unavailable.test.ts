import { runInNewContext } from 'node:vm';
import { isUnavailable } from './is-unavailable.ts';

const withCode = (code: string): Error => Object.assign(new Error(code), { code });

test.each(['ECONNREFUSED', '57P01', '57P03', '53100', '53300', '08006', '57014', '55P03', '25006'])(
  '%s means not now',
  (code) => {
    expect(isUnavailable(withCode(code))).toBe(true);
  },
);

test.each(['23505', '22P05', '42601', '42P01'])('%s means not so', (code) => {
  expect(isUnavailable(withCode(code))).toBe(false);
});

test('a host with several addresses fails as a whole', () => {
  expect(isUnavailable(new AggregateError([withCode('ECONNREFUSED')]))).toBe(true);
});

test("pg's own losses have no code", () => {
  expect(isUnavailable(new Error('Connection terminated unexpectedly'))).toBe(true);
  expect(isUnavailable(new Error('timeout exceeded when trying to connect'))).toBe(true);
  expect(isUnavailable(new Error('something else'))).toBe(false);
});

test('an error of another realm is an error', () => {
  const lost: unknown = runInNewContext(
    "Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })",
  );
  expect(isUnavailable(lost)).toBe(true);
});
