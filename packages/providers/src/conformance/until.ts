import { eventually } from '@carillon/testing';

/** Waits for a condition, as long as a test may take. */
export const until = async (condition: () => boolean): Promise<void> => {
  await eventually(condition, { timeoutMs: 20_000, everyMs: 5 });
};
