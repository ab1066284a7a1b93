import type { Producer } from '@carillon/queue';
import {
  findOldEventDispatches,
  giveBackEventDispatches,
  type Database,
} from '@carillon/repositories';
import type { Metrics } from '@carillon/runtime';
import type { Chore } from './chore.ts';

/** A dispatch younger than this may still be on its way to Redis. */
const MIN_AGE_MS = 5_000;
const MOST = 1_000;

export interface ReconcileEventsDeps {
  readonly database: Database;
  readonly producer: Producer;
  readonly metrics: Metrics;
}

/** Gives events back whose job is gone: a Redis that lost everything is rebuilt within seconds. */
export const reconcileEventsChore = (deps: ReconcileEventsDeps): Chore => ({
  name: 'reconcile-events',
  intervalMs: MIN_AGE_MS,
  once: true,
  pass: async () => {
    const { database, producer, metrics } = deps;
    if (!producer.isUp()) return null;
    const old = await findOldEventDispatches(database, { minAgeMs: MIN_AGE_MS, limit: MOST });
    if (old.length === 0) return null;
    const existing = await producer.events.existing(old);
    const givenBack = await giveBackEventDispatches(
      database,
      old.filter((id) => !existing.has(id)),
    );
    if (givenBack === 0) return null;
    metrics.reconciled.inc(givenBack);
    return { givenBack };
  },
});
