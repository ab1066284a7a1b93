import type { Producer } from '@carillon/queue';
import { findOverdueDispatches, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';

const SILENT_MS = 60_000;

export interface WatchdogDeps {
  readonly database: Database;
  readonly producer: Producer;
  /** Milliseconds since this process last had a job: one that lasts long is no silence. */
  readonly idleMs: () => number;
  /** Ends the process; its supervisor starts another. */
  readonly giveUp: (reason: string) => void;
}

/**
 * The consumption watchdog: work is overdue, Redis answers, and yet this process has taken no job for a
 * minute. BullMQ has had faults in which its worker says that it runs and takes nothing
 * (taskforcesh/bullmq#4585, #4479); a fresh process cures them all.
 */
export const watchdogChore = (deps: WatchdogDeps): Chore => ({
  name: 'watchdog',
  intervalMs: 10_000,
  once: false,
  pass: async () => {
    if (deps.idleMs() < SILENT_MS) return null;
    const overdue = await findOverdueDispatches(deps.database, { overdueMs: SILENT_MS, limit: 1 });
    if (overdue.length === 0) return null;
    await deps.producer.ping();
    deps.giveUp('work is overdue, but no job was taken for 60 s');
    return { gaveUp: 1 };
  },
});
