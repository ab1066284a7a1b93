import type { Outcome } from '@carillon/domain';

/** What one provider call came to, as the attempt row keeps it. Foreign text is already cleaned. */
export interface RecordedAttempt {
  readonly outcome: Outcome;
  readonly counted: boolean;
  readonly number: number;
  readonly provider: string | null;
  /** Whose account made the call; null where none did. */
  readonly accountId: string | null;
  readonly code: string | null;
  readonly message: string | null;
  readonly response: string | null;
  readonly providerMessageId: string | null;
  readonly startedAt: Date;
  readonly durationMs: number;
  /** Adds to the last attempt row instead of making one: the tenth uncounted call in a row. */
  readonly fold: boolean;
}

/** An inbox item that is stored with the result that it is. */
export interface RecordedItem {
  readonly subscriberId: string;
  readonly title: string | null;
  readonly body: string;
  readonly url: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly category: string;
  /** An item of the subscriber's with this key is updated in place. */
  readonly collapseKey?: string | undefined;
}

/** The end of one claim. */
export interface RecordedResult {
  readonly deliveryId: string;
  readonly tenantId: string;
  readonly leaseToken: number;
  readonly status: 'sent' | 'delivered' | 'retrying' | 'failed';
  /** From now until the next attempt, where `status` is retrying. */
  readonly delayMs: number;
  /** True when its job waits for the next attempt; else it goes back to PostgreSQL. */
  readonly keepsDispatch: boolean;
  /** Why the delivery failed, or what its last call said; null after success. */
  readonly code: string | null;
  readonly attempt: RecordedAttempt;
  /** True when the lease was lost: raises the token, counts a crash. */
  readonly rescued: boolean;
  /**
   * The address goes on the suppression list, for good or for so many days. A `device` is taken from
   * its subscriber as well, unless it was registered anew since the call.
   */
  readonly suppress: { readonly days: number | null; readonly device?: boolean } | null;
  readonly item: RecordedItem | null;
  /** Whether the tenant wants any events: only then is it looked who wants which. */
  readonly tellsEvents?: boolean;
}
