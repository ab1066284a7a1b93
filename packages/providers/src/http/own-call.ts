import type { SendCall } from '../contract.ts';

/** A call that sends no message (checking credentials, fetching a token) and so may always begin. */
export const ownCall = (deadlineMs: number): SendCall => ({
  signal: AbortSignal.timeout(deadlineMs),
  deadlineMs,
  mayBegin: () => true,
});
