import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '@carillon/testing';

const query = async (url: string, text: string): Promise<pg.QueryResult> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
};

test('each test database is migrated', async () => {
  const database = await createTestDatabase();
  const { rows } = await query(
    database.url,
    "SELECT to_regclass('notification') IS NOT NULL AS is",
  );
  expect(rows).toEqual([{ is: true }]);
  await database.drop();
});

test('what one test writes no other sees', async () => {
  const [a, b] = (await Promise.all([createTestDatabase(), createTestDatabase()])) as [
    TestDatabase,
    TestDatabase,
  ];
  await query(a.url, 'CREATE TABLE only_here ()');
  const { rows } = await query(b.url, "SELECT to_regclass('only_here') AS is");
  expect(rows).toEqual([{ is: null }]);
  await Promise.all([a.drop(), b.drop()]);
});

test('a test that leaves a connection open fails with its name', async () => {
  const database = await createTestDatabase();
  const leak = new pg.Client({ connectionString: database.url, application_name: 'forgotten' });
  leak.on('error', () => {}); // its database is dropped under it
  await leak.connect();
  await expect(database.drop()).rejects.toThrow(/still connected:\s+forgotten/);
  await expect(query(database.url, 'SELECT 1')).rejects.toThrow(/does not exist/);
});

test('nobody connects without the password', async () => {
  const database = await createTestDatabase();
  const url = new URL(database.url);
  url.password = 'guessed';
  await expect(query(url.href, 'SELECT 1')).rejects.toThrow(/authentication failed/);
  await database.drop();
});
