import type { Database } from '../database.ts';

/** The database has no schema, or not all of it. Its text tells an operator what to do. */
export class SchemaMissingError extends Error {
  constructor(cause: unknown) {
    super('the database has no Carillon schema: run the migrations first (npm run migrate -- up)', {
      cause,
    });
    this.name = 'SchemaMissingError';
  }
}

const UNDEFINED_TABLE = '42P01';

/**
 * The id that every Redis key of this installation carries. Throws `SchemaMissingError` where the
 * migrations have not run, so that a process can refuse to start with a clear text.
 */
export const fetchInstallationId = async (database: Database): Promise<string> => {
  try {
    const row = await database.kysely.selectFrom('installation').select('id').executeTakeFirst();
    if (row === undefined) throw new SchemaMissingError(undefined);
    return row.id;
  } catch (error) {
    if ((error as { code?: string }).code === UNDEFINED_TABLE) throw new SchemaMissingError(error);
    throw error;
  }
};
