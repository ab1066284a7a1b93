import { plant } from '../rules/plant.ts';
import { soundDockerfile } from './sound-dockerfile.ts';

const good = [
  'FROM node:24-slim AS dependencies',
  'COPY package.json apps ./',
  'RUN npm ci \\',
  '    --omit=dev',
  'FROM node:24-slim',
  'COPY --from=dependencies /app /app',
  'USER node',
  'HEALTHCHECK --interval=10s \\',
  '    CMD ["node", "-e", "0"]',
  'CMD ["node", "apps/api/src/main.ts"]',
];
const found = (lines: readonly string[]): string[] =>
  plant(soundDockerfile, {
    'package.json': '{}',
    'apps/api/src/main.ts': '',
    Dockerfile: lines.join('\n'),
  });

test('an image that runs as root is found, by name, by number and by default', () => {
  const message = ['Dockerfile runs as root: the last stage needs a USER'];
  expect(found(good.map((line) => line.replace('USER node', 'USER root')))).toEqual(message);
  expect(found(good.map((line) => line.replace('USER node', 'USER 0:0')))).toEqual(message);
  expect(found(good.filter((line) => line !== 'USER node'))).toEqual(message);
});

test('an image without a health check is found', () => {
  const without = good.filter((line) => !/HEALTHCHECK|"-e"/.test(line));
  expect(found(without)).toEqual(['Dockerfile has no HEALTHCHECK']);
});

test('a file that is copied or run and does not exist is found', () => {
  expect(found(good.map((line) => line.replace('apps ./', 'apps lib ./')))).toEqual([
    'Dockerfile:2 lib does not exist',
  ]);
  expect(found(good.map((line) => line.replace('main.ts', 'start.ts')))).toEqual([
    'Dockerfile:10 apps/api/src/start.ts does not exist',
  ]);
});

test('a base without a version is found', () => {
  expect(found(good.map((line) => line.replace(/node:24-slim$/, 'node')))).toEqual([
    'Dockerfile:5 node is not pinned',
  ]);
});

test('a sound file passes', () => {
  expect(found(good)).toEqual([]);
});
