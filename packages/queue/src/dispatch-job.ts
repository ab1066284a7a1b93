import type { Channel } from '@carillon/domain';

/** Rank of a priority class, 1 is the most urgent: BullMQ's explicit job priority. */
export type Rank = 1 | 2 | 3 | 4;
export const RANKS = [1, 2, 3, 4] as const satisfies readonly Rank[];

/** One row of `dispatch`, as one BullMQ job. */
export interface DispatchJob {
  /** A fresh UUIDv7, the BullMQ job id: a second dispatch of the same deliveries is another job. */
  readonly id: string;
  readonly tenantId: string;
  readonly channel: Channel;
  readonly rank: Rank;
  /** 1 to 50 deliveries of that tenant, channel and rank. */
  readonly deliveryIds: readonly string[];
  /** Milliseconds until it may run; absent means now. At most 60,000: later work waits elsewhere. */
  readonly delayMs?: number;
  /** True sends it to the `suspect` queue instead of its channel's. */
  readonly suspect?: boolean;
  /** True when its calls were taken from their account's budget already. */
  readonly paid?: boolean;
}

/** What Redis holds of a job: ids only, so neither Redis nor Bull Board knows a person. */
export interface JobData {
  readonly dispatchId: string;
  readonly tenantId: string;
  readonly deliveryIds: readonly string[];
  readonly paid?: boolean;
}

/** Where a dispatch's job is to be looked for. */
export interface JobPlace {
  readonly id: string;
  readonly channel: Channel;
  readonly suspect?: boolean;
}
