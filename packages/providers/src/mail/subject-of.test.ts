import { subjectOf } from './subject-of.ts';

const parts = { title: null, body: '', html: null, url: null, data: null };

test('the title is the subject', () => {
  expect(subjectOf({ ...parts, title: 'Order shipped', body: 'x' })).toBe('Order shipped');
});

test('a title stays on one line', () => {
  expect(subjectOf({ ...parts, title: 'a\r\nBcc: b' })).toBe('a Bcc: b');
});

test.each([null, ''])('without a title (%j) it is the first line that says something', (title) => {
  expect(subjectOf({ ...parts, title, body: '\n\n Your order\r\nhas shipped' })).toBe('Your order');
});

test('is cut to 78 characters, never within one', () => {
  const subject = subjectOf({ ...parts, body: '😀'.repeat(100) });
  expect(subject).toBe('😀'.repeat(78));
});
