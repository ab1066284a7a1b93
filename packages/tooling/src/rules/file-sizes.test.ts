import { repositoryOf } from '../repository/repository.ts';
import { fileSizes, sizeFigures } from './file-sizes.ts';
import { plant } from './plant.ts';

const lines = (count: number): string => 'f();\n'.repeat(count);
const some = (count: number, size: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`packages/domain/src/f${n}.ts`, lines(size)]),
  );

test('a file of more than 200 lines is found, a test as well', () => {
  expect(
    plant(fileSizes, {
      ...some(20, 10),
      'packages/domain/src/long.ts': lines(201),
      'packages/domain/src/long.test.ts': lines(202),
    }),
  ).toEqual([
    'packages/domain/src/long.ts 201 lines, more than 200',
    'packages/domain/src/long.test.ts 202 lines, more than 200',
  ]);
});

test('a median above 60 and a p90 above 130 are found', () => {
  expect(plant(fileSizes, some(4, 61))).toEqual([
    '. the median of all product files is 61 lines, more than 60',
  ]);
  expect(plant(fileSizes, { ...some(4, 10), 'packages/domain/src/x.ts': lines(131) })).toEqual([
    '. the p90 of all product files is 131 lines, more than 130',
  ]);
});

test('the bounds themselves pass, and migrations, lists of exports and generated files are set aside', () => {
  expect(
    plant(fileSizes, {
      ...some(10, 60),
      'packages/domain/src/at-the-bound.ts': lines(200),
      'packages/repositories/src/migrations/0001-all.ts': lines(900),
      'packages/domain/src/list.generated.ts': lines(900),
      'packages/domain/src/index.ts': lines(900),
    }),
  ).toEqual([]);
});

test('the figures count product files only', () => {
  const tree = { ...some(3, 10), 'packages/domain/src/a.test.ts': lines(90) };
  expect(sizeFigures(repositoryOf(new Map(Object.entries(tree))))).toEqual({
    files: 3,
    median: 10,
    p90: 10,
    largest: 10,
  });
});
