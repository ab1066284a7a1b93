import { createTestDatabase, type TestDatabase } from '@carillon/testing';
import { assertAcceptsWrites, type Database, isUnavailable, openDatabase } from '../src/index.ts';

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

describe('a server that only reads', () => {
  let created: TestDatabase;
  let database: Database;
  beforeEach(async () => {
    created = await createTestDatabase();
    database = openDatabase({ url: created.url, maxConnections: 2, applicationName: 'demoted' });
  });
  afterEach(async () => {
    await database.close();
    await created.drop();
  });

  const pidOf = async (): Promise<number | undefined> =>
    (await database.pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid;
  /** The one connection that the pool has, as if its server had been demoted beneath it. */
  const demote = () => database.pool.query('SET default_transaction_read_only = on');
  const write = () => database.kysely.deleteFrom('topic').execute();

  test('a connection that is refused a write is given up, and the next one writes', async () => {
    const before = await pidOf();
    await demote();
    await expect(write()).rejects.toMatchObject({ code: '25006' });
    expect(await pidOf()).not.toBe(before);
    await write();
  });

  test('who asks whether it takes writes is told, and given up too', async () => {
    await assertAcceptsWrites(database);
    await demote();
    await expect(assertAcceptsWrites(database)).rejects.toMatchObject({ code: '25006' });
    await assertAcceptsWrites(database);
  });

  test('no connection is kept to it: what is asked there is unavailable', async () => {
    const name = new URL(created.url).pathname.slice(1);
    await database.pool.query(`ALTER DATABASE "${name}" SET default_transaction_read_only = on`);
    const other = openDatabase({ url: created.url, applicationName: 'new here' });
    for (const pool of [other.pool, other.hot]) {
      const error: unknown = await pool.query('SELECT 1').catch((refusal: unknown) => refusal);
      expect(isUnavailable(error)).toBe(true);
      expect(pool.totalCount).toBe(0);
    }
    await database.pool.query(`ALTER DATABASE "${name}" RESET default_transaction_read_only`);
    expect((await other.pool.query('SELECT 1')).rowCount).toBe(1);
    await other.close();
  });
});
