import { createCodeLabels } from './create-code-labels.ts';

test('a code is its own label, cleaned and cut', () => {
  const labelOf = createCodeLabels();
  expect(labelOf('twilio', '29999')).toBe('29999');
  expect(labelOf('smtp', '550 5.9.9')).toBe('550 5.9.9');
  expect(labelOf('fcm', 'a"\n{b}')).toBe('a_b_');
  expect(labelOf('fcm', 'x'.repeat(100))).toBe('x'.repeat(32));
  expect(labelOf('fcm', '')).toBe('other');
});

test('beyond so many different ones all are other, and those known before stay', () => {
  const labelOf = createCodeLabels(2);
  expect(['1', '2', '3'].map((code) => labelOf('twilio', code))).toEqual(['1', '2', 'other']);
  expect(labelOf('twilio', '1')).toBe('1');
  expect(labelOf('fcm', '1')).toBe('other');
});
