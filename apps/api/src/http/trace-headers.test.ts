import { requestIdIn, traceparentIn } from './trace-headers.ts';

const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

test.each([
  [TRACE, TRACE],
  [`cc${TRACE.slice(2)}-what-comes-later`, `cc${TRACE.slice(2)}`],
  [`${TRACE}-more-than-version-00-has`, null],
  [`cc${TRACE.slice(2)}0`, null],
  [`ff${TRACE.slice(2)}`, null],
  [TRACE.replace(/4bf9[0-9a-f]{28}/, '0'.repeat(32)), null],
  [TRACE.toUpperCase(), null],
  ['nonsense', null],
])('the traceparent %s is read as %s', (given, read) => {
  expect(traceparentIn({ traceparent: given })).toBe(read);
});

test.each([
  ['Order-42.try_1', true],
  ['a b', false],
  ['', false],
  ['x'.repeat(129), false],
])('the request id %j is taken: %s', (id, taken) => {
  expect(requestIdIn({ 'x-request-id': id })).toBe(taken ? id : null);
});
