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

test('a connection that breaks between two statements of a transaction ends only that', async () => {
  const created = await createTestDatabase();
  const database = openDatabase({ url: created.url, applicationName: 'broken' });
  const client = await database.pool.connect();
  const ended = new Promise((resolve) => client.once('end', () => resolve('ended')));
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await database.hot.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  expect(await ended).toBe('ended');
  await expect(client.query('SELECT 1')).rejects.toThrow('connection');
  client.release(true);
  expect((await database.pool.query('SELECT 1')).rowCount).toBe(1);
  await database.close();
  await created.drop();
});
