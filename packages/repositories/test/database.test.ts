import { createTestDatabase } from '@carillon/testing';
import { openDatabase } from '../src/index.ts';

test('without a limit for statements, as for migrations, a slow one is waited for', async () => {
  const created = await createTestDatabase();
  const options = {
    url: created.url,
    maxConnections: 1,
    applicationName: 'slow',
    statementTimeoutMs: 0,
  };
  const database = openDatabase(options);
  const { rowCount } = await database.pool.query('SELECT pg_sleep(1.2)');
  expect(rowCount).toBe(1);
  await database.close();
  await created.drop();
});
