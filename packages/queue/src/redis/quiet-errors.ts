import type { OnError } from './connect.ts';

const QUIET_MS = 1_000;
/** Errors are alike when they begin alike: what differs, ids and addresses, comes later. */
const KIND_LENGTH = 20;

/**
 * Passes on one error of a kind per second. While Redis is away or full, connections, queues and
 * jobs all report the same, up to thousands of times a second.
 */
export const quietErrors = (onError: OnError): OnError => {
  const reportedMs = new Map<string, number>();
  return (error) => {
    const kind = error.message.slice(0, KIND_LENGTH);
    const nowMs = performance.now();
    if (nowMs - (reportedMs.get(kind) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return;
    reportedMs.set(kind, nowMs);
    onError(error);
  };
};
