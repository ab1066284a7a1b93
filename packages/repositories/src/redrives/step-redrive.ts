import { CANARY, planRedrive, type RedriveStep } from '@carillon/domain';
import type pg from 'pg';
import type { Database } from '../database.ts';
import { steppingAside, type TurnKey } from '../sql/stepping-aside.ts';
import { type Advance, advanceRun } from './advance-run.ts';
import { redriveNext } from './redrive-next.ts';
import { type OpenRun, takeRun } from './take-run.ts';
import { watchRedriven } from './watch-redriven.ts';

/** From one step of a run to the next, unless there is more to do at once. */
const TURN_MS = 200;

/** What one step of a run did. */
export interface TakenStep {
  readonly runId: string;
  readonly status: Advance['status'];
  /** What it has redriven: it waits to be dispatched. */
  readonly deliveryIds: readonly string[];
}

const STATUS_AFTER = {
  redrive: 'running',
  wait: 'running',
  done: 'done',
  abort: 'aborted',
} as const satisfies Record<RedriveStep['kind'], Advance['status']>;

const planStep = (run: OpenRun): RedriveStep => {
  const { canarySize: size, maxFailureRate } = run;
  const canary = size === null || maxFailureRate === null ? null : { size, maxFailureRate };
  return planRedrive({ ...run, canary });
};

/** One that was aborted is watched as long as something of it is under way. */
const turnOf = (
  { isRunning, quietMs, redriven, ended }: OpenRun,
  status: Advance['status'],
  goesOn: boolean,
): number | null => {
  if (isRunning && status === 'running') return goesOn ? 0 : TURN_MS;
  return status !== 'done' && ended < redriven && quietMs < CANARY.watchMs ? TURN_MS : null;
};

const takeStep = async (
  client: pg.ClientBase,
  isOf: (key: TurnKey) => void,
): Promise<TakenStep | null> => {
  const taken = await takeRun(client);
  if (taken === null) return null;
  isOf(taken);
  const watched = await watchRedriven(client, taken);
  const ended = taken.ended + watched.ended;
  const failing = taken.failing + watched.failingMore;
  const run = { ...taken, ended, failed: taken.failed + watched.failed, failing };
  const step: RedriveStep = run.isRunning ? planStep(run) : { kind: 'wait' };
  const status = run.isRunning ? STATUS_AFTER[step.kind] : 'aborted';
  const next = await redriveNext(client, run, step);
  await advanceRun(client, run, {
    ...next,
    ended,
    failed: run.failed,
    failing,
    status,
    reason: step.kind === 'abort' ? step.reason : null,
    watchedId: watched.next,
    redriven: next.deliveryIds.length,
    turnInMs: turnOf(run, status, next.goesOn),
  });
  return { runId: run.id, status, deliveryIds: next.deliveryIds };
};

/**
 * One step of the redrive whose turn has come longest ago: looks what has become of those that it has
 * redriven, decides, and redrives the next. All of it is one transaction under the run's row lock, so
 * that a worker which dies has taken the step or has not; several workers take different runs. Null
 * when none has its turn. One whose step fails lets the others go before it.
 */
export const stepRedrive = (database: Database): Promise<TakenStep | null> =>
  steppingAside(database, 'redrive_run', takeStep);
