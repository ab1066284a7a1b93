import type { JobsOptions } from 'bullmq';

import { BACKOFF } from '../consumers/retry-later.ts';

/**
 * Only the domain ends retries, so BullMQ's own count practically never does. Removed when they
 * end: a job's key exists exactly while it waits, is delayed or runs.
 */
export const JOB_OPTIONS = {
  attempts: 1_000_000_000,
  backoff: { type: BACKOFF },
  removeOnComplete: true,
  removeOnFail: true,
} satisfies JobsOptions;
