import type { Channel } from '@carillon/domain';

/** A job and the deliveries that ride it. */
export interface DispatchRow {
  readonly id: string;
  readonly tenantId: string;
  readonly channel: Channel;
  readonly rank: number;
  /** Sent alone, because a delivery of it was lost in two crashes. */
  readonly suspect: boolean;
  readonly deliveryIds: readonly string[];
}
