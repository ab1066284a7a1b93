import { declaredDependencies } from './declared-dependencies.ts';
import { plant } from './plant.ts';

const manifest = JSON.stringify({
  name: '@carillon/queue',
  dependencies: { bullmq: '6' },
  optionalDependencies: { '@native/linux': '1' },
  devDependencies: { 'fast-check': '4' },
});
const inQueue = (file: string, text: string): string[] =>
  plant(declaredDependencies, { 'packages/queue/package.json': manifest, [file]: text });

test('a library that is not declared is found', () => {
  expect(inQueue('packages/queue/src/a.ts', "import { z } from 'zod/v4';")).toEqual([
    'packages/queue/src/a.ts:1 zod is not among the dependencies of @carillon/queue',
  ]);
});

test('product code must not need what only tests install', () => {
  const text = "import fc from 'fast-check';";
  expect(inQueue('packages/queue/src/a.ts', text)).toHaveLength(1);
  expect(inQueue('packages/queue/src/a.test.ts', text)).toEqual([]);
});

test('types alone may come from devDependencies', () => {
  expect(
    inQueue('packages/queue/src/a.ts', "import type { Arbitrary } from 'fast-check';"),
  ).toEqual([]);
});

test('what is declared passes, and so do builtins and files', () => {
  const text =
    "import 'node:fs'; import 'fs'; import './b.ts'; import 'bullmq'; import '@native/linux';";
  expect(inQueue('packages/queue/src/a.ts', text)).toEqual([]);
});
