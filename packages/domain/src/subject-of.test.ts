import fc from 'fast-check';
import { subjectOf } from './subject-of.ts';

test('the title is the subject', () => {
  expect(subjectOf({ title: 'Order shipped', body: 'Your order' })).toBe('Order shipped');
});

test('a title is not cut', () => {
  const title = 't'.repeat(500);
  expect(subjectOf({ title, body: 'b' })).toBe(title);
});

test.each([
  ['Bill\r\nBcc: evil@x.com', 'Bill Bcc: evil@x.com'],
  ['two\nlines', 'two lines'],
  ['a\u2028b\u0085c\0d', 'a b c d'],
  ['  blanks  ', 'blanks'],
])('the title %j becomes one line', (title, subject) => {
  expect(subjectOf({ title, body: 'b' })).toBe(subject);
});

test.each([null, '', ' \r\n '])(
  'without a title (%j) it is the first line of the body',
  (title) => {
    expect(subjectOf({ title, body: 'Your order has shipped.\nTrack it here.' })).toBe(
      'Your order has shipped.',
    );
  },
);

test.each(['\r\n\r\n  Hello\r\nAda', 'Hello\rAda', 'Hello\u2028Ada', '\t\nHello\n'])(
  'the first line of %j that says something',
  (body) => {
    expect(subjectOf({ title: null, body })).toBe('Hello');
  },
);

test('a first line of 78 characters stays whole, a longer one is cut', () => {
  expect(subjectOf({ title: null, body: 'x'.repeat(78) })).toHaveLength(78);
  expect(subjectOf({ title: null, body: 'x'.repeat(79) })).toHaveLength(78);
});

test('the cut tears no emoji and leaves no blank at the end', () => {
  expect(subjectOf({ title: null, body: `${'x'.repeat(76)} \u{1f600}` })).toBe('x'.repeat(76));
});

test('two blanks make an empty subject', () => {
  expect(subjectOf({ title: null, body: ' \n ' })).toBe('');
});

test('no text brings a line break or a control into the subject', () => {
  const plain = 'ab :\r\n\t\0\u0085\u2028\u2029'.split('');
  const text = fc.string({ unit: fc.constantFrom(...plain, '\u{1f600}'), maxLength: 120 });
  fc.assert(
    fc.property(fc.option(text), text, (title, body) => {
      const subject = subjectOf({ title, body });
      expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(subject.isWellFormed()).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
