import { formatReport } from './format-report.ts';

const rule = { name: 'one-clock', reason: 'Time is a parameter.' };

test('each violation names its place, and each rule says once why it exists', () => {
  const violations = [
    { file: 'a.ts', line: 3, message: 'Date.now' },
    { file: 'b.ts', message: 'x' },
  ];
  expect(formatReport([{ rule, violations }])).toBe(
    'a.ts:3  one-clock: Date.now\nb.ts  one-clock: x\n  why: Time is a parameter.',
  );
});

test('a rule that nothing breaks is not mentioned', () => {
  expect(formatReport([{ rule, violations: [] }])).toBe('');
});
