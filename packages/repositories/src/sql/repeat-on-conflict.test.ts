import { sqlStateOf } from './repeat-on-conflict.ts';

test.each([
  ['40P01', '40P01'],
  ['HV00A', 'HV00A'],
  ['EPIPE', null],
  ['ECONNRESET', null],
  [undefined, null],
])('an error with the code %s has the SQLSTATE %s', (code, state) => {
  expect(sqlStateOf(Object.assign(new Error('x'), { code }))).toBe(state);
});
