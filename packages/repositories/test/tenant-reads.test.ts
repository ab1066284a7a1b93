import { randomUUID } from 'node:crypto';
import {
  type Database,
  DEFAULT_TENANT_ID,
  mayReadAsTenant,
  openDatabase,
  openTenantReads,
  type TenantReads,
} from '../src/index.ts';
import { createTestDatabase, type TestDatabase } from '@carillon/testing';

const other = randomUUID();
let created: TestDatabase;
let database: Database;
let reads: TenantReads;
beforeAll(async () => {
  created = await createTestDatabase();
  const options = { url: created.url, applicationName: 'tenant-reads-test', maxConnections: 4 };
  database = openDatabase(options);
  reads = openTenantReads(options);
  await database.pool.query('INSERT INTO tenant (id, name) VALUES ($1::uuid, $1::text)', [other]);
  for (const id of [DEFAULT_TENANT_ID, other]) {
    await database.pool.query('INSERT INTO topic (tenant_id, key) VALUES ($1::uuid, $1::text)', [
      id,
    ]);
  }
});
afterAll(async () => {
  await Promise.all([reads.close(), database.close()]);
  await created.drop();
});

const UNPROTECTED = `
SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE a.attname = 'tenant_id' AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
  AND c.relnamespace = 'public'::regnamespace
  AND NOT (c.relrowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid))
  AND coalesce(c.reloptions::text, '') NOT LIKE '%security_invoker=true%'`;

test('a query that forgets its tenant sees the rows of one tenant only', async () => {
  expect(await mayReadAsTenant(database)).toBe(true);
  for (const id of [DEFAULT_TENANT_ID, other, DEFAULT_TENANT_ID]) {
    const { pool, kysely } = reads.of(id);
    expect((await pool.query('SELECT key FROM topic')).rows).toEqual([{ key: id }]);
    expect(await kysely.selectFrom('topic').select('key').execute()).toEqual([{ key: id }]);
  }
});

test('two tenants who share connections at once see each his own', async () => {
  const asked = Array.from({ length: 40 }, (_, n) => (n % 3 === 0 ? other : DEFAULT_TENANT_ID));
  const seen = await Promise.all(
    asked.map(async (id) => (await reads.of(id).pool.query('SELECT key FROM topic')).rows[0]?.key),
  );
  expect(seen).toEqual(asked);
});

test('every table and view that has tenants is kept apart', async () => {
  const { rows } = await database.pool.query(UNPROTECTED);
  expect(rows).toEqual([]);
});

test('who reads as a tenant changes nothing, and reads no partition by its own name', async () => {
  const { pool } = reads.of(other);
  const denied = { code: '42501' };
  await expect(pool.query('DELETE FROM topic')).rejects.toMatchObject(denied);
  await expect(pool.query('SELECT FROM delivery_default')).rejects.toMatchObject(denied);
});
