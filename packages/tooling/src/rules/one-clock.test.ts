import { oneClock } from './one-clock.ts';
import { plant } from './plant.ts';

test('asking the machine for the time is found, unit tests included', () => {
  expect(
    plant(oneClock, {
      'packages/domain/src/a.ts': 'const a = new Date();',
      'packages/domain/src/b.ts': '\nconst b = Date.now();',
      'packages/domain/src/c.test.ts': 'const c = new Date(Date.now());',
    }),
  ).toEqual([
    'packages/domain/src/a.ts:1 asks the machine for the time: new Date()',
    'packages/domain/src/b.ts:2 asks the machine for the time: Date.now',
    'packages/domain/src/c.test.ts:1 asks the machine for the time: Date.now',
  ]);
});

test('the clocks themselves, given times and tests with real servers pass', () => {
  expect(
    plant(oneClock, {
      'packages/runtime/src/time/clock.ts': 'const a = new Date();',
      'apps/sandbox/src/clock.ts': 'const a = Date.now();',
      'packages/domain/src/a.ts': 'const a = new Date(0); const b = performance.now();',
      'packages/queue/test/a.test.ts': 'const a = Date.now();',
    }),
  ).toEqual([]);
});
