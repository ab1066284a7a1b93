import { noDeepImports } from './no-deep-imports.ts';
import { plant } from './plant.ts';

const domain = { 'packages/domain/src/ids.ts': 'export const id = 1;' };

test('a file of another package is found, by its name or by its path', () => {
  expect(
    plant(noDeepImports, {
      ...domain,
      'packages/queue/src/a.ts': "import '@carillon/domain/src/ids.ts';",
      'packages/queue/src/b.ts': "import '../../domain/src/ids.ts';",
    }),
  ).toEqual([
    'packages/queue/src/a.ts:1 imports @carillon/domain/src/ids.ts, a file of another package',
    'packages/queue/src/b.ts:1 imports ../../domain/src/ids.ts, a file of another package',
  ]);
});

test('bare names, own files and subpaths of libraries pass', () => {
  const text =
    "import '@carillon/domain'; import './b.ts'; import '../test/c.ts'; import 'uuid/v7';";
  expect(plant(noDeepImports, { ...domain, 'packages/queue/src/a.ts': text })).toEqual([]);
});
