import type { RedriveStep } from '@carillon/domain';
import type pg from 'pg';
import type { Advance } from './advance-run.ts';
import { FIRST } from './judged-part.ts';
import { type RedrivenPage, redrivePage } from './redrive-page.ts';
import type { OpenRun } from './take-run.ts';

/** Where a run is after a page. */
type Place = Pick<Advance, 'canarySize' | 'cursor' | 'isThrough'>;

export type RedrivenNext = Place & {
  readonly deliveryIds: readonly string[];
  /** Whether something else than its rate keeps it back. */
  readonly isHeld: boolean;
  /** Whether there may be more to do at once. */
  readonly goesOn: boolean;
};

const isSampling = ({ canarySize, redriven }: OpenRun): boolean =>
  canarySize !== null && redriven < canarySize;

/** When the canaries are out, the rest begins at the first dead letter. */
const placeAfter = (run: OpenRun, page: RedrivenPage): Place => {
  const { canarySize } = run;
  if (!isSampling(run)) return { canarySize, cursor: page.cursor, isThrough: page.isLast };
  const sampled = run.redriven + page.deliveryIds.length;
  const isSampled = page.isLast || sampled >= (canarySize ?? 0);
  if (!isSampled) return { canarySize, cursor: page.cursor, isThrough: false };
  return { canarySize: sampled, cursor: FIRST, isThrough: false };
};

/** Redrives what the plan and the rate of a run allow by now. */
export const redriveNext = async (
  client: pg.ClientBase,
  run: OpenRun,
  step: RedriveStep,
): Promise<RedrivenNext> => {
  const wanted = step.kind === 'redrive' ? step.atMost : 0;
  const atMost = Math.min(wanted, run.affordable);
  const isHeld = wanted < run.affordable;
  if (atMost === 0) return { ...run, deliveryIds: [], isHeld, goesOn: false };
  const page = await redrivePage(client, run, {
    atMost,
    every: isSampling(run) ? run.sampleEvery : 1,
  });
  const { deliveryIds } = page;
  return { ...placeAfter(run, page), deliveryIds, isHeld, goesOn: deliveryIds.length < atMost };
};
