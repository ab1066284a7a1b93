import { readSource } from './source-file.ts';

test('every way to import is seen, and whether it is for types only', () => {
  const { imports } = readSource(
    'packages/a/src/a.ts',
    `import a from 'a'; import * as b from 'b'; import 'c'; import type { D } from 'd';
     import { type E } from 'e'; import { type F, f } from 'f'; export * from 'g';
     export type { H } from 'h'; await import('i'); type J = import('j').J;`,
  );
  expect(
    imports
      .map(({ specifier }) => specifier)
      .toSorted()
      .join(''),
  ).toBe('abcdefghij');
  const types = imports.filter(({ typeOnly }) => typeOnly);
  expect(
    types
      .map(({ specifier }) => specifier)
      .toSorted()
      .join(''),
  ).toBe('dehj');
});

test('comments and strings mention nothing', () => {
  const text = '// process.env and Date.now()\nconst a = "console.log import(\'x\')";';
  const { imports, mentions } = readSource('packages/a/src/a.ts', text);
  expect([imports, mentions]).toEqual([[], []]);
});

test('lines are counted as an editor counts them', () => {
  expect(readSource('packages/a/src/a.ts', 'a();\nb();\n').lines).toBe(2);
  expect(readSource('packages/a/src/a.ts', 'a();\nb();').lines).toBe(2);
});

test('a file that is no TypeScript is refused by name', () => {
  expect(() => readSource('packages/a/src/a.ts', 'const = ;')).toThrow('packages/a/src/a.ts');
});
