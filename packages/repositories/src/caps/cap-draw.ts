import type { Channel } from '@carillon/domain';

/** One message that is to be counted against one cap of its recipient. */
export interface CapDraw {
  readonly tenantId: string;
  readonly channel: Channel;
  /** Empty: all categories together. */
  readonly category: string;
  readonly address: string;
  readonly windowSeconds: number;
  /** How many of them a window has room for. */
  readonly max: number;
}

/** A draw that was counted, and in which window. */
export interface CountedDraw extends CapDraw {
  readonly windowEndsAt: Date;
}
