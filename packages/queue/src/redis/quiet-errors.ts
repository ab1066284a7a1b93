import type { OnError } from './connect.ts';

const QUIET_MS = 1_000;
/** Errors are alike when they begin alike: what differs, ids and addresses, comes later. */
const KIND_LENGTH = 20;

/**
 * Passes on one error of a kind per second, or per `quietMs`. While Redis is away or full,
 * connections, queues and jobs all report the same, up to thousands of times a second. What a
 * process opens is quiet by itself; one that opens many of them puts this around what it logs.
 */
export const quietErrors = (onError: OnError, quietMs = QUIET_MS): OnError => {
  const reportedMs = new Map<string, number>();
  return (error) => {
    const kind = error.message.slice(0, KIND_LENGTH);
    const nowMs = performance.now();
    if (nowMs - (reportedMs.get(kind) ?? Number.NEGATIVE_INFINITY) < quietMs) return;
    reportedMs.set(kind, nowMs);
    onError(error);
  };
};
