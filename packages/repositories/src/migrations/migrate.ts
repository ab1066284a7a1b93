import { Migrator, type MigrationResultSet } from 'kysely/migration';
import { openDatabase } from '../database.ts';
import { ensurePartitions } from '../chores/ensure-partitions.ts';
import { protectTenantRows } from '../tenant-reads/protect-tenant-rows.ts';
import { MIGRATIONS } from './list.ts';

const DAYS_AHEAD = 30;

const withMigrator = async <T>(
  url: string,
  use: (migrator: Migrator) => Promise<T>,
): Promise<T> => {
  const database = openDatabase({
    url,
    maxConnections: 2,
    applicationName: 'carillon-migrate',
    statementTimeoutMs: 0,
  });
  try {
    return await use(
      new Migrator({
        db: database.kysely,
        provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
      }),
    );
  } finally {
    await database.close();
  }
};

const orThrow = ({ error, results }: MigrationResultSet): string[] => {
  if (error === undefined) return (results ?? []).map((r) => r.migrationName);
  const failed = results?.find((r) => r.status === 'Error')?.migrationName ?? 'migration';
  const why = error instanceof Error ? error.message : 'unknown';
  throw new Error(`${failed} failed: ${why}`, { cause: error });
};

/**
 * Brings the schema up to date, makes the partitions of the days ahead and keeps tenants apart. Safe to
 * run from many processes at once: the migrator holds an advisory lock. Resolves to the names of what it
 * ran.
 */
export const migrateUp = async (url: string): Promise<string[]> => {
  const ran = await withMigrator(url, async (migrator) =>
    orThrow(await migrator.migrateToLatest()),
  );
  const database = openDatabase({ url, maxConnections: 1, applicationName: 'carillon-migrate' });
  try {
    await ensurePartitions(database, DAYS_AHEAD);
    await protectTenantRows(database);
  } finally {
    await database.close();
  }
  return ran;
};

/** Undoes the newest migration. Resolves to its name, or to nothing when there is none. */
export const migrateDown = (url: string): Promise<string[]> =>
  withMigrator(url, async (migrator) => orThrow(await migrator.migrateDown()));

/** Every known migration with the time it was run, null when it was not. */
export const migrationStatus = (url: string): Promise<{ name: string; ranAt: Date | null }[]> =>
  withMigrator(url, async (migrator) =>
    (await migrator.getMigrations()).map((m) => ({ name: m.name, ranAt: m.executedAt ?? null })),
  );
