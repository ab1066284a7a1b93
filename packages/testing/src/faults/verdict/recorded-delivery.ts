import type { Channel, DeliveryStatus, Outcome } from '@carillon/domain';

/** One attempt as PostgreSQL has it. */
export interface RecordedAttempt {
  readonly deliveryId: string;
  readonly leaseToken: number;
  readonly outcome: Outcome;
  readonly code: string | null;
  readonly counted: boolean;
  /** True when the rescuer had written it off and its worker answered after all. */
  readonly late: boolean;
  /** In ms since 1970, as is `sentAt` below. */
  readonly startedAt: number;
}

/** One delivery as PostgreSQL has it. */
export interface RecordedDelivery {
  readonly id: string;
  readonly channel: Channel;
  readonly address: string;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly lastCode: string | null;
  readonly sentAt: number | null;
}

/** The record of an installation. */
export interface Recorded {
  readonly deliveries: readonly RecordedDelivery[];
  readonly attempts: readonly RecordedAttempt[];
  /** Jobs that PostgreSQL believes to be in Redis. */
  readonly dispatches: number;
}
