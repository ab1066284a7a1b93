import type { Database } from '../database.ts';
import { CIRCUIT_COLUMNS, type CircuitRecord } from './circuit-record.ts';

/** The circuits of these keys; those where nothing was ever wrong are left out. */
export const findCircuits = async (
  { kysely }: Database,
  keys: readonly string[],
): Promise<CircuitRecord[]> =>
  keys.length === 0
    ? []
    : kysely.selectFrom('circuit').select(CIRCUIT_COLUMNS).where('key', 'in', keys).execute();
