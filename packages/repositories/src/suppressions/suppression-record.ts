import type { Channel } from '@carillon/domain';

/** An address that a tenant sends nothing to. */
export interface SuppressionRecord {
  readonly channel: Channel;
  /** As it was given; addresses compare without case. */
  readonly address: string;
  readonly reason: string;
  /** Null: whatever the category. */
  readonly category: string | null;
  /** Null: for good. */
  readonly until: Date | null;
  readonly createdAt: Date;
}
