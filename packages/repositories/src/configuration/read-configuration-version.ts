import type { Database } from '../database.ts';

/** Rises with every change of any tenant's accounts, routes, settings, categories or events. */
export const readConfigurationVersion = async (database: Database): Promise<string> => {
  const { rows } = await database.pool.query<{ version: string }>(
    'SELECT version FROM configuration',
  );
  return rows[0]?.version ?? '0';
};
