/** Priority classes, most urgent first. */
export const PRIORITIES = ['critical', 'high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

/**
 * Rank of a class: 1 is the most urgent. It is stored in PostgreSQL and is BullMQ's explicit job
 * priority; it is never 0, because BullMQ runs jobs without a priority before all others.
 */
export const PRIORITY_RANK: Readonly<Record<Priority, 1 | 2 | 3 | 4>> = {
  critical: 1,
  high: 2,
  normal: 3,
  low: 4,
};

/** How long a queued job of each class may wait before the ageing pass may move it to the front. */
export const PATIENCE_MS: Readonly<Record<Priority, number>> = {
  critical: Number.POSITIVE_INFINITY,
  high: 5_000,
  normal: 15_000,
  low: 60_000,
};

/** The class of a stored rank. Throws on a rank that no class has: a bug, not an input. */
export const priorityOfRank = (rank: number): Priority => {
  const priority = PRIORITIES[rank - 1];
  if (priority === undefined) throw new RangeError(`no priority has rank ${rank}`);
  return priority;
};

/** Reads a caller's word for a priority; `urgent` means critical. Null when it is not one. */
export const parsePriority = (word: string): Priority | null =>
  word === 'urgent' ? 'critical' : (PRIORITIES.find((p) => p === word) ?? null);
