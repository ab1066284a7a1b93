import { parseMailHeaders } from './parse-mail-headers.ts';

const headersOf = (...lines: string[]) => ({
  ...parseMailHeaders(Buffer.from(lines.join('\r\n'))),
});

test('reads names without case and values without folds', () => {
  expect(headersOf('X-Carillon-Delivery: d1', 'Subject: one', '  two', '', 'X-Body: no')).toEqual({
    'x-carillon-delivery': 'd1',
    subject: 'one  two',
  });
});

test('joins the values of a repeated header', () => {
  expect(headersOf('Received: a', 'Received: b', '', '')).toEqual({ received: 'a, b' });
});

test('takes a mail that is nothing but headers', () => {
  expect(headersOf('Subject: only this')).toEqual({ subject: 'only this' });
});

test('a header named like a property of objects is a header like any other', () => {
  expect(
    parseMailHeaders(Buffer.from('__proto__: a\r\nconstructor: b\r\n\r\n'))['constructor'],
  ).toBe('b');
});
