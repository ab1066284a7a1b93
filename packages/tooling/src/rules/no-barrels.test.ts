import { noBarrels } from './no-barrels.ts';
import { plant } from './plant.ts';

test('a file inside a package that only passes on is found, and so is any inner index.ts', () => {
  expect(
    plant(noBarrels, {
      'packages/domain/src/addresses/index.ts': 'export const a = 1;',
      'packages/domain/src/addresses/all.ts':
        "export * from './a.ts';\nexport { b } from './b.ts';",
    }),
  ).toEqual([
    'packages/domain/src/addresses/index.ts is a barrel inside a package',
    'packages/domain/src/addresses/all.ts is a barrel inside a package',
  ]);
});

test('a package’s entry passes, and so does a file with content of its own', () => {
  expect(
    plant(noBarrels, {
      'packages/domain/src/index.ts': "export * from './a.ts';",
      'packages/domain/src/a.ts': "export type { B } from './b.ts';\nexport const a = 1;",
    }),
  ).toEqual([]);
});
