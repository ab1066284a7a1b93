import { listTroubledCircuits, type Database } from '@carillon/repositories';
import type { Logger } from '@carillon/runtime';
import type { HealthBoard } from '../health/health-board.ts';
import type { Chore } from './chore.ts';

export interface RefreshHealthDeps {
  readonly database: Database;
  readonly board: HealthBoard;
  readonly log: Logger;
  /** Something may be called again: what waits for it is looked at at once. */
  readonly wakeDispatch: () => void;
}

/** Reads what is wrong with accounts and endpoints, so that every worker knows what one has met. */
export const refreshHealthChore = (deps: RefreshHealthDeps): Chore => ({
  name: 'refresh-health',
  intervalMs: 250,
  once: false,
  pass: async () => {
    const recovered = deps.board.show(await listTroubledCircuits(deps.database));
    if (recovered.length === 0) return null;
    deps.log.info('circuits closed', { keys: recovered.slice(0, 20) });
    deps.wakeDispatch();
    return null;
  },
});
