import { setTimeout as pause } from 'node:timers/promises';
import { delayOf, type Decision } from './decision.ts';

/** Waits as long as the decision asks for; not at all, and not a tick, when it asks for nothing. */
export const holdBack = (decision: Decision): Promise<void> | undefined => {
  const delayMs = delayOf(decision);
  return delayMs > 0 ? pause(delayMs) : undefined;
};
