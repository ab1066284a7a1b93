import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** Notes that a key is in use, at most once a minute, so that a busy key is not a busy row. */
export const touchApiKey = async (database: Database, id: string): Promise<void> => {
  await database.kysely
    .updateTable('api_key')
    .set({ last_used_at: sql`now()` })
    .where('id', '=', id)
    .where((eb) =>
      eb.or([
        eb('last_used_at', 'is', null),
        eb('last_used_at', '<', sql<Date>`now() - interval '1 minute'`),
      ]),
    )
    .execute();
};
