import { listTroubledCircuits, type Database } from '@carillon/repositories';
import { logAndContinue, type Clock, type Logger } from '@carillon/runtime';
import { createHealthBoard, type HealthBoard } from './health-board.ts';
import { createHeldClasses, type HeldClasses } from './held-classes.ts';
import { createOutcomeCounts, type OutcomeCounts } from './outcome-counts.ts';
import { createReporter, type EndedCall } from './report-calls.ts';

/** What a worker knows and learns about accounts and endpoints. */
export interface Health {
  readonly board: HealthBoard;
  readonly heldClasses: HeldClasses;
  readonly outcomes: OutcomeCounts;
  readonly report: (call: EndedCall) => void;
}

export interface HealthDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  /** Something may have become callable. */
  readonly onChange: () => void;
}

/** Puts the parts together: what is learned here is on the board of this process at once. */
export const openHealth = ({ database, clock, log, onChange }: HealthDeps): Health => {
  const board = createHealthBoard(() => clock.nowMs());
  const outcomes = createOutcomeCounts();
  const look = async (): Promise<void> => {
    board.show(await listTroubledCircuits(database));
    onChange();
  };
  const learn = createReporter({
    database,
    log,
    nowMs: () => performance.now(),
    onChange: () => void logAndContinue(look(), log, 'the state of circuits could not be read'),
  });
  return {
    board,
    heldClasses: createHeldClasses(),
    outcomes,
    report: (call) => {
      if (call.accountId !== null) outcomes.add(call.accountId, call.outcome);
      learn(call);
    },
  };
};
