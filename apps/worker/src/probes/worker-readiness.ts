import type { OpenWorker, Producer } from '@carillon/queue';
import { assertAcceptsWrites, type Database } from '@carillon/repositories';
import { createHealth, type HealthReport, type SystemClock } from '@carillon/runtime';
import type { RunningChores } from '../chores/run-chores.ts';

export interface WorkerReadinessDeps {
  readonly database: Database;
  readonly producer: Pick<Producer, 'ping'>;
  /** What takes jobs, one for each queue, and one for those of events. */
  readonly consumers: readonly Pick<OpenWorker, 'isUp'>[];
  readonly events: { readonly consumer: Pick<OpenWorker, 'isUp'> };
  readonly chores: Pick<RunningChores, 'idleMs'>;
  readonly clock: Pick<SystemClock, 'offsetMs'>;
}

const DEADLINE_MS = 2_000;
/** It looks four times a second; a pass ends within its statements' time limits. */
const DISPATCHER_SILENT_MS = 60_000;
/** Beyond it, what is due and leased would be told wrongly. */
const MAX_CLOCK_OFFSET_MS = 2_000;

const assertAll = (isWell: boolean, text: string): void => {
  if (!isWell) throw new Error(text);
};

/**
 * Whether a worker can do its work: it needs all of PostgreSQL that takes writes, Redis, each of its
 * consumers and its dispatcher. What it lacks may come back by itself, so none of it ends the process;
 * the watchdog does that where a new process would help.
 */
export const workerReadiness = (deps: WorkerReadinessDeps): (() => Promise<HealthReport>) => {
  const { database, producer, events, chores, clock } = deps;
  const consumers = [...deps.consumers, events.consumer];
  const required = (check: () => Promise<unknown>) => ({
    required: true,
    deadlineMs: DEADLINE_MS,
    check,
  });
  return createHealth({
    postgres: required(async () => {
      await assertAcceptsWrites(database);
      assertAll(Math.abs(clock.offsetMs) <= MAX_CLOCK_OFFSET_MS, 'the clock is off');
    }),
    redis: required(() => producer.ping()),
    consumers: required(async () => {
      const down = consumers.filter((consumer) => !consumer.isUp()).length;
      assertAll(down === 0, `${down} of ${consumers.length} consumers take no jobs`);
    }),
    dispatcher: required(async () => {
      const idleS = Math.round(chores.idleMs('dispatch') / 1_000);
      assertAll(idleS * 1_000 < DISPATCHER_SILENT_MS, `no pass has ended for ${idleS} s`);
    }),
  });
};
