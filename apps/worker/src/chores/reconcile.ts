import type { Producer, Rank } from '@carillon/queue';
import {
  countDispatches,
  findOldDispatches,
  findOverdueDispatches,
  giveBackDispatches,
  NOBODY,
  type Database,
  type OldDispatch,
} from '@carillon/repositories';
import type { Metrics } from '@carillon/runtime';
import type { Chore } from './chore.ts';

/** A dispatch younger than this may still be on its way to Redis. */
const MIN_AGE_MS = 5_000;
const PAGE = 1_000;
/** A delivery this long past due whose job is neither waiting nor running has no job worth the name. */
const OVERDUE_MS = 60_000;

export interface ReconcileDeps {
  readonly database: Database;
  readonly producer: Producer;
  readonly metrics: Metrics;
  /** Told that deliveries went back to PostgreSQL. */
  readonly wakeDispatch: () => void;
}

/**
 * Compares the dispatches in PostgreSQL with the jobs in Redis and gives back those whose job is gone:
 * a Redis that lost everything is rebuilt within seconds. Also sets the windows' counts right.
 */
export const reconcileChore = (deps: ReconcileDeps): Chore => ({
  name: 'reconcile',
  intervalMs: MIN_AGE_MS,
  once: true,
  pass: async () => {
    if (!deps.producer.isUp()) return null;
    const back = (await giveBackMissing(deps)) + (await giveBackOverdue(deps));
    const counts = await countDispatches(deps.database);
    await deps.producer.window.correct(counts.map((c) => ({ ...c, rank: c.rank as Rank })));
    if (back === 0) return null;
    deps.metrics.reconciled.inc(back);
    deps.wakeDispatch();
    return { givenBack: back };
  },
});

const giveBackMissing = async ({ database, producer }: ReconcileDeps): Promise<number> => {
  let back = 0;
  let after = NOBODY;
  for (;;) {
    const page = await findOldDispatches(database, { minAgeMs: MIN_AGE_MS, after, limit: PAGE });
    const last = page.at(-1);
    if (last === undefined) return back;
    after = last.id;
    const existing = await producer.existing(page);
    back += await giveBack(
      database,
      page.filter((d) => !existing.has(d.id)),
    );
  }
};

const giveBackOverdue = async ({ database, producer }: ReconcileDeps): Promise<number> => {
  const overdue = await findOverdueDispatches(database, { overdueMs: OVERDUE_MS, limit: PAGE });
  if (overdue.length === 0) return 0;
  const states = await producer.states(overdue);
  return giveBack(
    database,
    overdue.filter((_, i) => states[i] !== 'waiting' && states[i] !== 'active'),
  );
};

const giveBack = (database: Database, dispatches: readonly OldDispatch[]): Promise<number> =>
  giveBackDispatches(
    database,
    dispatches.map((d) => d.id),
  );
