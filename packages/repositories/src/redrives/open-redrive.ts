import { canarySize } from '@carillon/domain';
import type { Database } from '../database.ts';
import type { DeadLetterFilter } from '../dead-letters/dead-letter-filter.ts';
import type { Redrivable } from './count-redrivable.ts';

export interface NewRedrive extends Redrivable {
  readonly tenantId: string;
  readonly id: string;
  readonly filter: DeadLetterFilter;
  readonly ratePerSecond: number;
  readonly canary: { readonly share: number; readonly maxFailureRate: number } | null;
}

const INSERT = `
INSERT INTO redrive_run (tenant_id, id, filter, rate_per_second, canary_size, max_failure_rate,
  sample_every, matched, left_out, dead_before)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

/** Begins a redrive of what was counted: from now on the workers go through it. */
export const openRedrive = async ({ pool }: Database, redrive: NewRedrive): Promise<void> => {
  const { tenantId, id, filter, ratePerSecond, canary, matched, leftOut, deadBefore } = redrive;
  const total = matched - Object.values(leftOut).reduce((sum, n) => sum + n, 0);
  const size = canary === null ? null : canarySize(total, canary.share);
  const every = Math.max(1, Math.floor(total / Math.max(size ?? total, 1)));
  await pool.query(INSERT, [
    tenantId,
    id,
    JSON.stringify(filter),
    ratePerSecond,
    size,
    canary?.maxFailureRate ?? null,
    every,
    matched,
    JSON.stringify(leftOut),
    deadBefore,
  ]);
};
