import { randomUUID } from 'node:crypto';
import { keepForTeardown } from './global-teardown.ts';
import { startTestServices } from './start-test-services.ts';

/**
 * Runs before all test files: one PostgreSQL and one Redis for the whole run, found by the test
 * processes in TEST_DATABASE_URL and TEST_REDIS_URL. Those that are set already are taken as given.
 */
// oxlint-disable-next-line import/no-default-export -- Jest looks for it there
export default async (): Promise<void> => {
  const { TEST_DATABASE_URL, TEST_REDIS_URL } = process.env;
  const services = await startTestServices([
    ...(TEST_DATABASE_URL ? [] : (['postgres'] as const)),
    ...(TEST_REDIS_URL ? [] : (['redis'] as const)),
  ]);
  keepForTeardown(services);
  process.env['TEST_RUN_ID'] = randomUUID().slice(0, 8);
  process.env['TEST_DATABASE_URL'] ??= services.databaseUrl;
  process.env['TEST_REDIS_URL'] ??= services.redisUrl;
  const postgres = TEST_DATABASE_URL ? 'TEST_DATABASE_URL' : 'embedded PostgreSQL 18';
  const redis = services.redisProgram ?? 'TEST_REDIS_URL';
  process.stderr.write(`Tests run on ${postgres} and Redis from ${redis}\n`);
};
