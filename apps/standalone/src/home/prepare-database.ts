import { migrateUp } from '@carillon/repositories';
import type { Secrets } from './keep-secrets.ts';
import { seedEventLog } from './seed-event-log.ts';
import { seedKeys } from './seed-keys.ts';

/**
 * Brings the schema up to date, stores our keys and turns the event log on. Resolves to the migrations
 * that it ran.
 * @throws Error with a hint when the database is one that somebody gave us.
 */
export const prepareDatabase = async (
  databaseUrl: string,
  secrets: Secrets,
  isGiven: boolean,
): Promise<string[]> => {
  try {
    const ran = await migrateUp(databaseUrl);
    await seedKeys(databaseUrl, secrets);
    await seedEventLog(databaseUrl);
    return ran;
  } catch (error) {
    if (!isGiven) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The database of DATABASE_URL could not be prepared: ${why}. Is it running, is the address ` +
        'right, and may its user create tables there?',
      { cause: error },
    );
  }
};
