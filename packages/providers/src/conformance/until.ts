import { setTimeout as pause } from 'node:timers/promises';

/** Waits for a condition; the test's own time-out ends the wait. */
export const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await pause(5);
};
