import { isTrouble, isWell, learnedRate, opensCircuit, recoveryRate } from './circuits.ts';
import { OUTCOMES } from './outcomes.ts';

test.each([
  [9, 9, false],
  [10, 6, false],
  [10, 7, true],
  [100, 69, false],
  [100, 70, true],
])('of %i calls %i in trouble: opens %p', (calls, troubles, opens) => {
  expect(opensCircuit({ calls, troubles })).toBe(opens);
});

test('an outcome is trouble, wellness, or says nothing', () => {
  expect(OUTCOMES.filter(isTrouble)).toEqual(['transient', 'ambiguous']);
  expect(OUTCOMES.filter(isWell)).toEqual(['accepted', 'permanent_recipient', 'permanent_message']);
});

test('recovery runs at twice the steady rate, but never crawls', () => {
  expect(recoveryRate(100)).toBe(200);
  expect(recoveryRate(0.1)).toBe(5);
});

test('a refusal teaches a slower rate, but never none', () => {
  expect(learnedRate(100)).toBeCloseTo(70);
  expect(learnedRate(0)).toBe(1);
});
