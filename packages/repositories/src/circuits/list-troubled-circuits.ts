import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { CIRCUIT_COLUMNS, type CircuitRecord } from './circuit-record.ts';

/** Every account and endpoint that holds, was asked to be silent, or is to be called with care. */
export const listTroubledCircuits = ({ kysely }: Database): Promise<CircuitRecord[]> =>
  kysely
    .selectFrom('circuit')
    .select(CIRCUIT_COLUMNS)
    .where((eb) =>
      eb.or([
        eb('state', '<>', 'closed'),
        eb('blocked_until', '>', sql<Date>`now()`),
        eb('rate_until', '>', sql<Date>`now()`),
      ]),
    )
    .execute();
