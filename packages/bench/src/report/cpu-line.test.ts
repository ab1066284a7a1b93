import { cpuLine } from './cpu-line.ts';

test('says what an item cost, the dearest program first', () => {
  const before = new Map([['api', 1]]);
  const after = new Map([
    ['api', 1.2],
    ['worker', 0.5],
  ]);
  expect(cpuLine({ before, after, items: 10_000 })).toBe('worker 50.0, api 20.0 = 70 µs');
});

test('says so where nothing was measured', () => {
  expect(cpuLine({ before: new Map(), after: new Map(), items: 10 })).toBe('not measured');
});
