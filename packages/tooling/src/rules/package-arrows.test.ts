import { packageArrows } from './package-arrows.ts';
import { plant } from './plant.ts';

test('an import against the arrows is found, types included', () => {
  expect(
    plant(packageArrows, {
      'packages/domain/src/a.ts': "import type { Queue } from '@carillon/queue';",
      'packages/queue/src/b.ts': "\nexport * from '@carillon/templates';",
      'packages/runtime/src/c.ts': "export type T = import('@carillon/domain').Channel;",
      'apps/worker/src/d.ts': "await import('@carillon/api');",
    }),
  ).toEqual([
    'packages/domain/src/a.ts:1 domain must not import @carillon/queue',
    'packages/queue/src/b.ts:2 queue must not import @carillon/templates',
    'packages/runtime/src/c.ts:1 runtime must not import @carillon/domain',
    'apps/worker/src/d.ts:1 worker must not import @carillon/api',
  ]);
});

test('only tests import what tests are made with', () => {
  const text = "import { eventually } from '@carillon/testing';";
  expect(
    plant(packageArrows, {
      'packages/queue/src/a.ts': text,
      'packages/queue/src/a.test.ts': text,
      'packages/queue/test/b.ts': text,
    }),
  ).toEqual(['packages/queue/src/a.ts:1 queue must not import @carillon/testing']);
});

test('a dependency that no code could use is found in package.json', () => {
  const manifest = { name: '@carillon/queue', dependencies: { '@carillon/bench': 'workspace:*' } };
  expect(plant(packageArrows, { 'packages/queue/package.json': JSON.stringify(manifest) })).toEqual(
    ['packages/queue/package.json queue must not depend on @carillon/bench'],
  );
});

test('a package that the table does not know is found', () => {
  expect(plant(packageArrows, { 'packages/extra/src/a.ts': '' })).toEqual([
    'packages/extra/package.json @carillon/extra is not in the table of arrows',
  ]);
});

test('imports along the arrows pass', () => {
  expect(
    plant(packageArrows, {
      'packages/queue/src/a.ts': "import { CHANNELS } from '@carillon/domain';",
      'apps/worker/src/b.ts': "import { createLogger } from '@carillon/runtime';",
      'packages/bench/src/c.ts': "import { startPostgres } from '@carillon/embedded';",
    }),
  ).toEqual([]);
});
