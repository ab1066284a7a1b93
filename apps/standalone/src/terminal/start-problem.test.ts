import { startProblem } from './start-problem.ts';

test('a person reads what to do, not where in the code it was found', () => {
  const text = startProblem(new Error('port 3000 cannot be used'));
  expect(text).toContain('port 3000 cannot be used');
  expect(text).not.toContain('at ');
});

test('a bug is shown with its stack', () => {
  expect(startProblem(new TypeError('x is undefined'))).toMatch(/x is undefined\n +at /);
});
