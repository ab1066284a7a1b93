const NAMES = ['TEST_DATABASE_URL', 'TEST_REDIS_URL', 'TEST_RUN_ID'] as const;

/** What Jest's global setup left for the test processes. */
export const testEnvironment = (name: (typeof NAMES)[number]): string => {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is not set: run Jest with the configuration at the repository's root`);
};
