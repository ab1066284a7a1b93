import { randomUUID } from 'node:crypto';
import { testEnvironment } from './test-environment.ts';

/** A corner of the test run's Redis that nobody else uses. */
export interface TestRedis {
  readonly url: string;
  /** A random installation id: every key that begins with it is this test's own. */
  readonly installationId: string;
}

/** The Redis of this test run, with an installation id of one's own; its keys go with the server. */
export const testRedis = (): TestRedis => ({
  url: testEnvironment('TEST_REDIS_URL'),
  installationId: randomUUID(),
});
