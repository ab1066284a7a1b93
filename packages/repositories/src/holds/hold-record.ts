import type { HoldReason } from '@carillon/domain';

/** A burst, or one large request, that a brake has parked, and what was decided about it. */
export interface HoldRecord {
  readonly id: string;
  readonly reason: HoldReason;
  /** `expired`: all of it had ended before anybody decided. */
  readonly status: 'held' | 'released' | 'discarded' | 'expired';
  readonly notifications: number;
  /** Deliveries that were put into it. */
  readonly total: number;
  /** Of those, how many still wait in it: not cancelled, expired or moved on yet. */
  readonly waiting: number;
  /** What was more than is allowed: notifications a minute, or of one request where that was too large. */
  readonly measured: number;
  readonly allowed: number;
  readonly createdAt: Date;
  /** When something was last put into it. */
  readonly lastAt: Date;
  readonly decidedAt: Date | null;
}
