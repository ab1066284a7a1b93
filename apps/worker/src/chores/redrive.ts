import type { DeadLetters } from '@carillon/queue';
import { stepRedrive, type Database } from '@carillon/repositories';
import { logAndContinue, type Logger } from '@carillon/runtime';
import type { Chore } from './chore.ts';

/** A pass ends after so many, so that a stop need not wait for a long redrive. */
const MOST_STEPS = 20;

export interface RedriveDeps {
  readonly database: Database;
  readonly producer: { isUp(): boolean; readonly deadLetters: DeadLetters };
  readonly log: Logger;
  /** Something waits to be dispatched. */
  readonly wakeDispatch: () => void;
}

/**
 * Redrives dead letters by their filters, at their rates, and watches what becomes of them. Any number
 * of workers do: each passes over a run that another is at.
 */
export const redriveChore = ({ database, producer, log, wakeDispatch }: RedriveDeps): Chore => {
  const forget = (deliveryIds: readonly string[]): void => {
    const why = 'Bull Board still shows dead letters that were redriven';
    if (producer.isUp()) void logAndContinue(producer.deadLetters.removeAll(deliveryIds), log, why);
  };
  return {
    name: 'redrive',
    intervalMs: 200,
    once: false,
    pass: async () => {
      let redriven = 0;
      for (let step = 0; step < MOST_STEPS; step += 1) {
        const taken = await stepRedrive(database);
        if (taken === null) break;
        const { runId, status, deliveryIds } = taken;
        if (deliveryIds.length > 0) {
          redriven += deliveryIds.length;
          forget(deliveryIds);
          wakeDispatch();
        }
        if (status !== 'running') log.info('a redrive has ended', { runId, status });
      }
      return redriven === 0 ? null : { redriven };
    },
  };
};
