import pg from 'pg';
import { testEnvironment } from './test-environment.ts';

/** Uses one connection to the maintenance database of the test run. */
export const withAdminConnection = async <T>(use: (admin: pg.Client) => Promise<T>): Promise<T> => {
  const admin = new pg.Client({
    connectionString: testEnvironment('TEST_DATABASE_URL'),
    application_name: 'carillon-testing',
  });
  await admin.connect();
  try {
    return await use(admin);
  } finally {
    await admin.end();
  }
};

/** The connection string of another database on the same server. */
export const urlOfDatabase = (name: string): string => {
  const url = new URL(testEnvironment('TEST_DATABASE_URL'));
  url.pathname = `/${name}`;
  return url.href;
};
