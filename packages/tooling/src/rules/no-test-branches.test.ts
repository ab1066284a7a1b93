import { noTestBranches } from './no-test-branches.ts';
import { plant } from './plant.ts';

test('code that asks whether it is under test is found', () => {
  expect(
    plant(noTestBranches, {
      'apps/api/src/main.ts': "if (process.env.NODE_ENV === 'test') start();",
      'packages/queue/src/a.ts': "const env = process.env['JEST_WORKER_ID'];",
    }),
  ).toHaveLength(2);
});

test('a guard for production and a test’s own set-up pass', () => {
  expect(
    plant(noTestBranches, {
      'apps/api/src/main.ts': "if (process.env.NODE_ENV === 'production') guard();",
      'packages/testing/src/a.ts': 'const id = process.env.JEST_WORKER_ID;',
    }),
  ).toEqual([]);
});
