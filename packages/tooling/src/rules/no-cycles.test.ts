import { noCycles } from './no-cycles.ts';
import { plant } from './plant.ts';

test('files that import one another are found, types included', () => {
  expect(
    plant(noCycles, {
      'packages/queue/src/a.ts': "import './b.ts';",
      'packages/queue/src/b.ts': "export { c } from './c.ts';",
      'packages/queue/src/c.ts': "import type { A } from './a.ts';\nexport const c = 1;",
      'packages/queue/src/d.ts': "import './a.ts';",
    }),
  ).toEqual([
    'packages/queue/src/a.ts these import one another: ' +
      'packages/queue/src/a.ts → packages/queue/src/b.ts → packages/queue/src/c.ts',
  ]);
});

test('a cycle by way of a package’s own entry is found', () => {
  expect(
    plant(noCycles, {
      'packages/queue/src/index.ts': "export * from './a.ts';",
      'packages/queue/src/a.ts': "import '@carillon/queue';",
    }),
  ).toHaveLength(1);
});

test('packages that depend on one another are found, by way of tests too', () => {
  const queue = { name: '@carillon/queue', devDependencies: { '@carillon/testing': '' } };
  const testing = { name: '@carillon/testing', dependencies: { '@carillon/queue': '' } };
  expect(
    plant(noCycles, {
      'packages/queue/package.json': JSON.stringify(queue),
      'packages/testing/package.json': JSON.stringify(testing),
    }),
  ).toEqual([
    'packages/queue/package.json these import one another: @carillon/queue → @carillon/testing',
  ]);
});

test('two ways to the same file are no cycle', () => {
  expect(
    plant(noCycles, {
      'packages/queue/src/a.ts': "import './b.ts'; import './c.ts';",
      'packages/queue/src/b.ts': "import './c.ts';",
      'packages/queue/src/c.ts': '',
    }),
  ).toEqual([]);
});
