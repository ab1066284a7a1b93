import type { RedriveAbortReason } from '@carillon/domain';

/** A redrive by filter, as far as it is. */
export interface RedriveRecord {
  readonly id: string;
  readonly status: 'running' | 'done' | 'aborted';
  readonly reason: RedriveAbortReason | null;
  readonly matched: number;
  /** Of those matched, how many were not to be redriven when it began, by why not. */
  readonly leftOut: Readonly<Record<string, number>>;
  readonly redriven: number;
  /** Of those redriven, how many were given up again. */
  readonly failed: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** From `redrive_run`, under the names of `RedriveRecord`. */
export const REDRIVE_COLUMNS = `id, status, reason, matched, left_out AS "leftOut", redriven, failed,
  created_at AS "createdAt", finished_at AS "finishedAt"`;
