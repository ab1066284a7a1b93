import { smsSegments } from './sms-segments.ts';

test.each([
  ['', 1, 'GSM-7'],
  ['x'.repeat(160), 1, 'GSM-7'],
  ['x'.repeat(161), 2, 'GSM-7'],
  ['x'.repeat(306), 2, 'GSM-7'],
  ['x'.repeat(307), 3, 'GSM-7'],
  ['€'.repeat(80), 1, 'GSM-7'],
  ['€'.repeat(81), 2, 'GSM-7'],
  // An escape and its character stay together: 76 of them fill 152 of 153 units.
  ['€'.repeat(153), 3, 'GSM-7'],
  ['é'.repeat(160), 1, 'GSM-7'],
  ['’', 1, 'UCS-2'],
  [`${'x'.repeat(69)}’`, 1, 'UCS-2'],
  [`${'x'.repeat(70)}’`, 2, 'UCS-2'],
  ['😀'.repeat(35), 1, 'UCS-2'],
  ['😀'.repeat(36), 2, 'UCS-2'],
  // 33 pairs fill 66 of 67 units: none is torn.
  ['😀'.repeat(67), 3, 'UCS-2'],
])('%j takes %i in %s', (text, segments, encoding) => {
  expect(smsSegments(text)).toEqual({ segments, encoding });
});
