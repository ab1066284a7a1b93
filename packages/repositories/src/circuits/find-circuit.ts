import type { Database } from '../database.ts';
import { CIRCUIT_COLUMNS, type CircuitRecord } from './circuit-record.ts';

/** The circuit of that key; undefined where nothing was ever wrong. */
export const findCircuit = (
  { kysely }: Database,
  key: string,
): Promise<CircuitRecord | undefined> =>
  kysely.selectFrom('circuit').select(CIRCUIT_COLUMNS).where('key', '=', key).executeTakeFirst();
