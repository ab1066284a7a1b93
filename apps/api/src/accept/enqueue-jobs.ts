import type { Producer } from '@carillon/queue';
import { type Database, giveBackDispatches } from '@carillon/repositories';
import type { Logger } from '@carillon/runtime';
import type { DispatchPlan } from './plan-dispatches.ts';

export interface EnqueueDeps {
  readonly producer: Pick<Producer, 'add' | 'window'>;
  /** Gives the deliveries of these dispatches back to PostgreSQL. */
  readonly giveBack: (dispatchIds: readonly string[]) => Promise<unknown>;
  /** Tells a dispatcher that something waits. */
  readonly wake: () => void;
  readonly log: Logger;
}

/** A dispatcher looks every 250 ms at the latest; while much waits it needs no telling. */
const WAKE_INTERVAL_MS = 50;

export const enqueueDeps = (database: Database, producer: Producer, log: Logger): EnqueueDeps => {
  let wokenMs = Number.NEGATIVE_INFINITY;
  return {
    producer,
    log,
    giveBack: (dispatchIds) => giveBackDispatches(database, dispatchIds),
    wake: () => {
      if (performance.now() - wokenMs < WAKE_INTERVAL_MS) return;
      wokenMs = performance.now();
      producer.wake('dispatch');
    },
  };
};

/**
 * Adds the jobs of a stored flush to their queues. Nothing depends on it: what Redis does not take goes
 * back to PostgreSQL, and what cannot even be given back is found by the reconciler. Never rejects.
 */
export const enqueueJobs = async (
  { dispatches, someWait }: DispatchPlan,
  { producer, giveBack, wake, log }: EnqueueDeps,
): Promise<void> => {
  try {
    const { failed } = dispatches.length === 0 ? { failed: [] } : await producer.add(dispatches);
    if (failed.length > 0) {
      log.warn('Redis did not take jobs; they wait in PostgreSQL', { jobs: failed.length });
      await giveBack(failed);
      const lost = new Set(failed);
      await producer.window.giveBack(
        dispatches
          .filter(({ id }) => lost.has(id))
          .map(({ channel, rank, tenantId }) => ({ channel, rank, tenantId, jobs: 1 })),
      );
    }
    if (someWait || failed.length > 0) wake();
  } catch (error) {
    const jobs = dispatches.length;
    log.warn('jobs were not given back; the reconciler finds them', { jobs, error });
  }
};
