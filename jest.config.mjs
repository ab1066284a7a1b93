import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const folders = ['apps', 'packages'].flatMap((dir) =>
  readdirSync(root + dir)
    .map((name) => `${dir}/${name}`)
    .filter((name) => existsSync(`${root}${name}/package.json`)),
);

/** Unit tests lie beside the source; what needs PostgreSQL or Redis lies under test/. */
const project = (dir) => ({
  displayName: dir.split('/')[1],
  rootDir: root + dir,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  // These need a browser: jest.browser.config.mjs.
  testPathIgnorePatterns: ['/node_modules/', '/test/browser/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': `${root}tools/jest-strip-types.mjs` },
});

export default {
  projects: folders.map(project),
  globalSetup: `${root}packages/testing/src/global-setup.ts`,
  globalTeardown: `${root}packages/testing/src/global-teardown.ts`,
  testTimeout: 30_000,
  // What a test file loads is never given back (VM modules): a process that holds so much is replaced.
  workerIdleMemoryLimit: '1GB',
};
