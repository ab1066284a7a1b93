import { CANARY } from './redrive-limits.ts';

/** How many of `total` go first: the share, though never so few that they say nothing. */
export const canarySize = (total: number, share: number): number =>
  Math.min(total, Math.max(CANARY.least, Math.ceil(total * share)));
