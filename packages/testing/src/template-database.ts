import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { urlOfDatabase, withAdminConnection } from './admin-connection.ts';
import { testEnvironment } from './test-environment.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const MIGRATE = path.join(ROOT, 'apps', 'standalone', 'src', 'migrate.ts');
/** Any number will do, as long as nobody else in the maintenance database locks it. */
const LOCK = 7_463_511;

const templateName = (): string => `carillon_template_${testEnvironment('TEST_RUN_ID')}`;

/**
 * Runs the operators' own command rather than importing the migrations: the package that holds
 * them is tested with this one, and may not depend on what depends on it.
 */
const migrate = async (databaseUrl: string): Promise<void> => {
  const args = ['--disable-warning=ExperimentalWarning', MIGRATE, 'up'];
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  await promisify(execFile)(process.execPath, args, { env });
};

/**
 * The name of this run's migrated database, made by whichever test process needs it first. It takes
 * no connections, so that it can always be copied.
 */
export const templateDatabase = (): Promise<string> =>
  withAdminConnection(async (admin) => {
    const name = templateName();
    await admin.query('SELECT pg_advisory_lock($1)', [LOCK]); // given back with the connection
    const ready = await admin.query(
      'SELECT FROM pg_database WHERE datname = $1 AND datistemplate',
      [name],
    );
    if (ready.rowCount === 1) return name;
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${name}`);
    await migrate(urlOfDatabase(name));
    await admin.query(`ALTER DATABASE ${name} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`);
    return name;
  });

/** Removes the template, if this run made one: a server that was given stays as it was. */
export const dropTemplateDatabase = (): Promise<void> =>
  withAdminConnection(async (admin) => {
    const name = templateName();
    const found = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) return;
    await admin.query(`ALTER DATABASE ${name} WITH IS_TEMPLATE false`);
    await admin.query(`DROP DATABASE ${name}`);
  });
