import { CANARY, REDRIVE } from './redrive-limits.ts';

/** How far a redrive has come. */
export interface RedriveProgress {
  /** Null where nothing goes first: then it never ends early by itself. */
  readonly canary: { readonly size: number; readonly maxFailureRate: number } | null;
  readonly redriven: number;
  /** Of these, those that came to an end: sent, given up again, or stopped. */
  readonly ended: number;
  /** Of those that ended, the ones that were given up again. */
  readonly failed: number;
  /** Of those under way, the ones that wait for another call after one that failed. */
  readonly failing: number;
  /** Whether nothing is left to redrive. */
  readonly isThrough: boolean;
  /** Since the last one was redriven. */
  readonly quietMs: number;
}

/**
 * Why a redrive ended before its end: too many of those redriven failed (again), the canaries came to
 * no end in time, or somebody asked for it.
 */
export type RedriveAbortReason = 'failure_rate_exceeded' | 'canary_unfinished' | 'abort_requested';

export type RedriveStep =
  | { readonly kind: 'redrive'; readonly atMost: number }
  | { readonly kind: 'wait' }
  | { readonly kind: 'done' }
  | { readonly kind: 'abort'; readonly reason: RedriveAbortReason };

const WAIT: RedriveStep = { kind: 'wait' };

/**
 * What a redrive does next. The canaries go first, and nothing follows before each has come to an end.
 * Then as many may be under way as twice those that ended well, so that a provider which falls ill
 * again meets a part of the rest and not all of it.
 */
export const planRedrive = (progress: RedriveProgress): RedriveStep => {
  const { canary, redriven, ended, isThrough, quietMs } = progress;
  const underWay = redriven - ended;
  const isSampled = canary === null || redriven >= canary.size || isThrough;
  const reason = canary === null ? null : reasonToAbort(progress, canary);
  if (reason !== null) return { kind: 'abort', reason };
  if (isThrough && (underWay === 0 || quietMs >= CANARY.watchMs)) return { kind: 'done' };
  if (isThrough) return WAIT;
  if (!isSampled) return room(Math.min(REDRIVE.mostUnderWay - underWay, canary.size - redriven));
  if (canary !== null && isWatched(progress, canary.size)) return WAIT;
  return room(mostUnderWay(progress) - underWay);
};

const room = (atMost: number): RedriveStep => (atMost > 0 ? { kind: 'redrive', atMost } : WAIT);

/** The canaries are out, no other is, and they may still come to an end in time. */
const isWatched = ({ redriven, ended, quietMs }: RedriveProgress, size: number): boolean =>
  redriven <= size && ended < redriven && quietMs < CANARY.watchMs;

const mostUnderWay = ({ canary, ended, failed }: RedriveProgress): number =>
  canary === null
    ? REDRIVE.mostUnderWay
    : Math.min(REDRIVE.mostUnderWay, Math.max(1, canary.size, CANARY.growth * (ended - failed)));

/**
 * Canaries fail by giving up. Where their provider's circuit opens they never do, as they are held; so
 * after some patience those that wait after a failed call count too, among those that were called.
 */
const reasonToAbort = (
  { redriven, ended, failed, failing, quietMs }: RedriveProgress,
  { size, maxFailureRate }: NonNullable<RedriveProgress['canary']>,
): RedriveAbortReason | null => {
  if (failed > maxFailureRate * Math.max(ended, size)) return 'failure_rate_exceeded';
  if (redriven > size || ended >= redriven) return null;
  if (quietMs >= CANARY.patienceMs && failed + failing > maxFailureRate * (ended + failing)) {
    return 'failure_rate_exceeded';
  }
  const lost = failed + redriven - ended;
  return quietMs >= CANARY.watchMs && lost > maxFailureRate * size ? 'canary_unfinished' : null;
};
