import { MAX_BODY_LENGTH } from '../bounds.ts';
import { digestContent } from './digest-content.ts';

test('it says how many there are, and a line for each', () => {
  const items = [
    { title: 'Order shipped', body: 'Your order 42\nhas shipped.' },
    { title: null, body: 'A new message' },
  ];
  expect(digestContent(items)).toEqual({
    title: '2 notifications',
    body: 'Order shipped: Your order 42 has shipped.\nA new message',
  });
});

test('a long list is cut, and says by how much', () => {
  const items = Array.from({ length: 1_000 }, (_, n) => ({ title: null, body: `number ${n}` }));
  const { title, body } = digestContent(items);
  const lines = body.split('\n');
  expect(title).toBe('1000 notifications');
  expect(body.length).toBeLessThanOrEqual(MAX_BODY_LENGTH);
  expect(lines.at(-1)).toBe(`… ${1_000 - (lines.length - 1)} more`);
});

test('a line is cut between characters', () => {
  const { body } = digestContent([{ title: null, body: `${'x'.repeat(298)}😀 and more` }]);
  expect(body).toBe(`${'x'.repeat(298)}…`);
});

test('where not even one line fits it still says how many there are', () => {
  const items = [1, 2].map((n) => ({ title: null, body: `a long text, number ${n}` }));
  expect(digestContent(items, (body) => body.length < 5).body).toBe('2 notifications');
});
