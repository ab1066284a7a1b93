import { logAllEvents, openDatabase } from '@carillon/repositories';

/** Whoever tries Carillon out finds in the event log what has happened, without asking for it first. */
export const seedEventLog = async (databaseUrl: string): Promise<void> => {
  const database = openDatabase({
    url: databaseUrl,
    maxConnections: 1,
    applicationName: 'carillon-seed',
  });
  try {
    await logAllEvents(database);
  } finally {
    await database.close();
  }
};
