import { honestTests } from './honest-tests.ts';
import { plant } from './plant.ts';

const inTest = (text: string): string[] =>
  plant(honestTests, { 'packages/queue/src/a.test.ts': text });

test.each([
  "test.skip('a', () => {});",
  "describe.only('a', () => {});",
  "it.todo('a');",
  "test.only.each([1])('a', () => {});",
  "test.failing('a', () => {});",
  "xit('a', () => {});",
  "fdescribe('a', () => {});",
  'jest.retryTimes(3);',
  'await new Promise((resolve) => setTimeout(resolve, 100));',
  'await new Promise((resolve) => { setTimeout(() => resolve(1), 100); });',
  'const { promise, resolve } = Promise.withResolvers(); setTimeout(resolve, 100);',
  "import { setTimeout as sleep } from 'node:timers/promises';",
])('%s is found', (text) => {
  expect(inTest(text)).not.toEqual([]);
});

test('plain tests pass, and so does a server that answers late', () => {
  expect(
    inTest(`
      test.each([1])('skips nothing', async () => {
        const server = createServer((_, answer) => setTimeout(() => answer.end(), 20));
        await eventually(() => expect(list.only).toBe(1));
      });`),
  ).toEqual([]);
});

test('product code may wait: the rule is for tests', () => {
  const text = 'await new Promise((resolve) => setTimeout(resolve, 100));';
  expect(plant(honestTests, { 'packages/queue/src/a.ts': text })).toEqual([]);
});
