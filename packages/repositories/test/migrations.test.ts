import { createTestDatabase, type TestDatabase } from '@carillon/testing';
import { MIGRATIONS } from '../src/migrations/list.ts';
import { migrateDown, migrateUp, migrationStatus, openDatabase } from '../src/index.ts';

/** What a database holds, as far as a migration makes it. */
const DESCRIBE = `
SELECT 'column' AS kind, table_name || '.' || column_name AS name,
  concat_ws(' ', udt_name, is_nullable, column_default) AS is
FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'kysely%'
UNION ALL
SELECT 'index', indexname, indexdef FROM pg_indexes
WHERE schemaname = 'public' AND tablename NOT LIKE 'kysely%'
UNION ALL
SELECT 'function', p.oid::regprocedure::text, prosrc FROM pg_proc p
WHERE pronamespace = 'public'::regnamespace
UNION ALL
SELECT 'type', typname, typtype::text FROM pg_type
WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'
ORDER BY 1, 2`;

const describeSchema = async (url: string): Promise<unknown[]> => {
  const database = openDatabase({ url, applicationName: 'migrations-test' });
  try {
    return (await database.pool.query(DESCRIBE)).rows;
  } finally {
    await database.close();
  }
};

let created: TestDatabase;
beforeAll(async () => {
  created = await createTestDatabase();
});
afterAll(() => created.drop());

test('every migration can be undone, and done again to the same end', async () => {
  const { url } = created;
  const before = await describeSchema(url);
  const names = (await migrationStatus(url)).map(({ name }) => name);
  for (const name of names.toReversed()) expect(await migrateDown(url)).toEqual([name]);
  expect(await describeSchema(url)).toEqual([]);
  expect(await migrateUp(url)).toEqual(names);
  expect(await describeSchema(url)).toEqual(before);
});

test('each has a number of its own, and they are consecutive', () => {
  const numbers = Object.keys(MIGRATIONS).map((name) => Number(name.slice(0, 4)));
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
});
