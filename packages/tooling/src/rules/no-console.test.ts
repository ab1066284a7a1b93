import { noConsole } from './no-console.ts';
import { plant } from './plant.ts';

test('printing past the logger is found', () => {
  expect(plant(noConsole, { 'packages/queue/src/a.ts': "console.error('x');" })).toEqual([
    'packages/queue/src/a.ts:1 prints by console.error',
  ]);
});

test('what talks to a terminal may print, and so may tests and tools', () => {
  const text = "console.log('ready');";
  expect(
    plant(noConsole, {
      'apps/standalone/src/announce.ts': text,
      'packages/bench/src/main.ts': text,
      'packages/queue/src/a.test.ts': text,
      'packages/queue/src/a.ts': '// no console.log here',
    }),
  ).toEqual([]);
});
