import { environmentAtTheEdge } from './environment-at-the-edge.ts';
import { plant } from './plant.ts';

test('the environment is found wherever it is read, in each way to read it', () => {
  const found = plant(environmentAtTheEdge, {
    'apps/api/src/server.ts': 'const a = process.env.PORT;',
    'apps/api/src/b.ts': "const b = process['env'];",
    'packages/queue/src/c.ts': 'const { env } = process;',
    'packages/queue/src/d.ts': 'const d = globalThis.process.env;',
    'packages/queue/src/e.ts': "import { env } from 'node:process';",
  });
  expect(found.map((line) => line.split(':')[0])).toEqual([
    'apps/api/src/server.ts',
    'apps/api/src/b.ts',
    'packages/queue/src/c.ts',
    'packages/queue/src/d.ts',
    'packages/queue/src/e.ts',
  ]);
});

test('an app’s main.ts, tests and tools may read it, and comments may speak of it', () => {
  const text = 'const a = process.env;';
  expect(
    plant(environmentAtTheEdge, {
      'apps/api/src/main.ts': text,
      'apps/standalone/src/migrate.ts': text,
      'packages/testing/src/a.ts': text,
      'packages/queue/src/a.test.ts': text,
      'packages/queue/src/b.ts': "// never process.env here\nconst s = 'process.env';",
    }),
  ).toEqual([]);
});
