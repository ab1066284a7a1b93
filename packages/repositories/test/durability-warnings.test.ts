import pg from 'pg';
import { durabilityWarnings } from '../src/index.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();

const replicated = expect.stringContaining('synchronous standby');

test('a PostgreSQL that may lose a commit is named', async () => {
  const warnings = await durabilityWarnings(database()); // tests run on one without fsync
  expect(warnings).toContainEqual(expect.stringContaining('fsync'));
  expect(warnings).not.toContainEqual(replicated);
});

test('one that a standby follows without being waited for is named', async () => {
  const { connectionString } = database().pool.options;
  const asStandby = { connectionString, replication: 'database' };
  const standby = new pg.Client(asStandby);
  await standby.connect();
  expect(await durabilityWarnings(database())).toContainEqual(replicated);
  await standby.end();
});
