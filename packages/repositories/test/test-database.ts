import { createTestDatabase } from '@carillon/testing';
import { openDatabase, type Database } from '../src/index.ts';

/** A database for this file, opened before its tests and dropped after them. */
export const testDatabase = (): (() => Database) => {
  let database: Database | undefined;
  let drop = async (): Promise<void> => {};
  beforeAll(async () => {
    const created = await createTestDatabase();
    drop = () => created.drop();
    database = openDatabase({ url: created.url, applicationName: 'repositories-test' });
  });
  afterAll(async () => {
    await database?.close();
    await drop();
  });
  return () => {
    if (database === undefined) throw new Error('the database is opened in beforeAll');
    return database;
  };
};
