import type pg from 'pg';
import type { Database } from '../database.ts';
import { inTransaction } from './in-transaction.ts';
import { repeatOnConflict } from './repeat-on-conflict.ts';

/** A table whose rows take turns by `turn_at`. */
export type TurnTable = 'erasure' | 'redrive_run';

/** A row whose turn it is. */
export interface TurnKey {
  readonly tenantId: string;
  readonly id: string;
}

/** So long one whose turn has failed lets the others go before it. */
const PAUSE = `interval '10 seconds'`;

/**
 * Takes a row's turn in a transaction; `turn` says whose it is as soon as it knows. Where it fails, and
 * with it what would have let the next row have its turn, the row steps aside before the error goes on
 * to whoever asked.
 */
export const steppingAside = async <T>(
  database: Database,
  table: TurnTable,
  turn: (client: pg.PoolClient, isOf: (key: TurnKey) => void) => Promise<T>,
): Promise<T> => {
  const keys: TurnKey[] = [];
  try {
    return await repeatOnConflict(() =>
      inTransaction(database, (client) => turn(client, (key) => keys.push(key))),
    );
  } catch (error) {
    for (const { tenantId, id } of keys.slice(-1)) {
      await database.pool.query(
        `UPDATE ${table} SET turn_at = now() + ${PAUSE}
         WHERE tenant_id = $1 AND id = $2 AND turn_at <= now()`,
        [tenantId, id],
      );
    }
    throw error;
  }
};
