import { CIRCUIT, isTrouble, isWell, type Outcome } from '@carillon/domain';

const BUCKETS = 6;
const BUCKET_MS = CIRCUIT.windowMs / BUCKETS;

interface Bucket {
  readonly at: number;
  calls: number;
  troubles: number;
  accepted: number;
  first: number;
}

/** What the calls of the last minute came to. */
export interface WindowSum {
  readonly calls: number;
  readonly troubles: number;
  readonly acceptedPerSecond: number;
  /** First calls of deliveries, each second: how fast new work comes in. */
  readonly steadyPerSecond: number;
}

/** The last minute of one account or endpoint, as this process has seen it. */
export interface OutcomeWindow {
  add(call: { outcome: Outcome; isFirst: boolean }, nowMs: number): WindowSum;
  clear(): void;
}

export const createOutcomeWindow = (): OutcomeWindow => {
  let buckets: Bucket[] = [];
  return {
    add: ({ outcome, isFirst }, nowMs) => {
      const at = Math.floor(nowMs / BUCKET_MS);
      buckets = buckets.filter((b) => b.at > at - BUCKETS);
      let bucket = buckets.at(-1);
      if (bucket?.at !== at) {
        bucket = { at, calls: 0, troubles: 0, accepted: 0, first: 0 };
        buckets.push(bucket);
      }
      if (isTrouble(outcome) || isWell(outcome)) bucket.calls += 1;
      if (isTrouble(outcome)) bucket.troubles += 1;
      if (outcome === 'accepted') bucket.accepted += 1;
      if (isFirst) bucket.first += 1;
      return sum(buckets, nowMs);
    },
    clear: () => {
      buckets = [];
    },
  };
};

const sum = (buckets: readonly Bucket[], nowMs: number): WindowSum => {
  const total = { calls: 0, troubles: 0, accepted: 0, first: 0 };
  for (const b of buckets) {
    total.calls += b.calls;
    total.troubles += b.troubles;
    total.accepted += b.accepted;
    total.first += b.first;
  }
  const since = (buckets[0]?.at ?? 0) * BUCKET_MS;
  const seconds = Math.max(1_000, nowMs - since) / 1_000;
  const { calls, troubles } = total;
  return {
    calls,
    troubles,
    acceptedPerSecond: total.accepted / seconds,
    steadyPerSecond: total.first / seconds,
  };
};
