import type { Consumer, Producer } from '@carillon/queue';
import { findOverdueDispatches, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';

const SILENT_MS = 60_000;
/** Of what is overdue so much is looked at: one job that waits is enough. */
const PAGE = 100;

export interface WatchdogDeps {
  readonly database: Database;
  readonly producer: Pick<Producer, 'states'>;
  /** One that has a job which lasts long is not idle. */
  readonly consumers: readonly Pick<Consumer, 'queue' | 'idleMs'>[];
  /** Ends the process; its supervisor starts another. */
  readonly giveUp: (reason: string) => void;
}

/**
 * The consumption watchdog: a channel's work is overdue, Redis answers and has its jobs waiting, and yet
 * this process's consumer of that channel has taken none for a minute. BullMQ has had faults in which its
 * worker says that it runs and takes nothing (taskforcesh/bullmq#4585, #4479); a fresh process cures them
 * all. Each consumer has a connection of its own, so that one may be dead while all others work.
 */
export const watchdogChore = (deps: WatchdogDeps): Chore => ({
  name: 'watchdog',
  intervalMs: 10_000,
  once: false,
  pass: async () => {
    const silent = deps.consumers.filter((consumer) => consumer.idleMs() >= SILENT_MS);
    if (silent.length === 0) return null;
    const queues = silent.map(({ queue }) => queue);
    const search = { overdueMs: SILENT_MS, limit: PAGE, queues };
    const overdue = await findOverdueDispatches(deps.database, search);
    if (overdue.length === 0) return null;
    const states = await deps.producer.states(overdue);
    const waiting = overdue.find((_, i) => states[i] === 'waiting');
    if (waiting === undefined) return null;
    deps.giveUp(`jobs of ${waiting.channel} wait, but none was taken for 60 s`);
    return { gaveUp: 1 };
  },
});
