import type { Outcome } from '@carillon/domain';

/** What became of one claimed event. */
export interface EventResult {
  readonly tenantId: string;
  readonly endpointId: string;
  readonly eventId: string;
  readonly leaseToken: number;
  readonly status: 'delivered' | 'retrying' | 'failed';
  /** Until the next attempt; 0 where none follows. */
  readonly delayMs: number;
  /** Null when nothing was sent: the attempt is given back. */
  readonly outcome: Outcome | null;
  readonly code: string | null;
  readonly message: string | null;
  /** The endpoint wants nothing any more. */
  readonly isGone: boolean;
}
