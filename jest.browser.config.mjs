import base from './jest.config.mjs';

/** What needs a browser: `npm run test:browser` finds one, or says that there is none. */
export default {
  ...base,
  projects: base.projects
    .filter(({ displayName }) => displayName === 'api')
    .map(({ testPathIgnorePatterns: _ignored, ...project }) => ({
      ...project,
      testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
    })),
};
