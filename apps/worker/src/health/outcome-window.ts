import { CIRCUIT, isTrouble, isWell, opensCircuit, type Outcome } from '@carillon/domain';

const BUCKETS = 30;
const BUCKET_MS = CIRCUIT.windowMs / BUCKETS;

interface Bucket {
  readonly at: number;
  calls: number;
  troubles: number;
  accepted: number;
  first: number;
}

/** The last minute of one account or endpoint, as this process has seen it. */
export interface OutcomeWindow {
  add(call: { outcome: Outcome; isFirst: boolean }, nowMs: number): void;
  /**
   * Whether the calls of some latest part of the minute open a circuit: an account that served
   * thousands until a moment ago is in trouble now, not when they have left the minute.
   */
  opens(): boolean;
  acceptedPerSecond(nowMs: number): number;
  /** First calls of deliveries, each second: how fast new work comes in. */
  steadyPerSecond(nowMs: number): number;
  clear(): void;
}

export const createOutcomeWindow = (): OutcomeWindow => {
  let buckets: Bucket[] = [];
  const perSecond = (what: 'accepted' | 'first', nowMs: number): number => {
    const since = (buckets[0]?.at ?? 0) * BUCKET_MS;
    const count = buckets.reduce((sum, bucket) => sum + bucket[what], 0);
    return (count * 1_000) / Math.max(1_000, nowMs - since);
  };
  const currentBucket = (nowMs: number): Bucket => {
    const at = Math.floor(nowMs / BUCKET_MS);
    const last = buckets.at(-1);
    if (last?.at === at) return last;
    const bucket = { at, calls: 0, troubles: 0, accepted: 0, first: 0 };
    buckets = [...buckets.filter((b) => b.at > at - BUCKETS), bucket];
    return bucket;
  };
  return {
    add: ({ outcome, isFirst }, nowMs) => {
      const bucket = currentBucket(nowMs);
      if (isTrouble(outcome)) bucket.troubles += 1;
      if (isTrouble(outcome) || isWell(outcome)) bucket.calls += 1;
      if (outcome === 'accepted') bucket.accepted += 1;
      if (isFirst) bucket.first += 1;
    },
    opens: () => {
      const sum = { calls: 0, troubles: 0 };
      return buckets.toReversed().some(({ calls, troubles }) => {
        sum.calls += calls;
        sum.troubles += troubles;
        return opensCircuit(sum);
      });
    },
    acceptedPerSecond: (nowMs) => perSecond('accepted', nowMs),
    steadyPerSecond: (nowMs) => perSecond('first', nowMs),
    clear: () => {
      buckets = [];
    },
  };
};
