import { createCallsUnderWay } from './calls-under-way.ts';

const stage = () => {
  let closed = 0;
  const calls = createCallsUnderWay(() => {
    closed += 1;
  });
  return { calls, closed: () => closed };
};

test('one that is retired while calls are under way is closed after the last, once', () => {
  const { calls, closed } = stage();
  calls.begin();
  calls.begin();
  calls.retire();
  calls.end();
  expect([closed(), calls.mayGoOn()]).toEqual([0, false]);
  calls.end();
  calls.retire();
  expect(closed()).toBe(1);
});

test('one that is idle is closed at once, and begins nothing any more', () => {
  const { calls, closed } = stage();
  expect(calls.begin()).toBe(true);
  calls.end();
  expect([closed(), calls.mayGoOn()]).toEqual([0, true]);
  calls.retire();
  expect([closed(), calls.begin()]).toEqual([1, false]);
});
