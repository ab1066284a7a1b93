import type { Answer } from '../http/answer.ts';
import type { IdempotencyKey } from '../http/idempotency-key.ts';
import type { Judged } from './judged.ts';
import type { RequestDraft } from './request-draft.ts';

/** What is answered when the request is stored: kept under its idempotency key, if it has one. */
export interface AcceptedAnswer {
  readonly status: number;
  readonly location: string | null;
  readonly body: string;
}

/** One HTTP request on its way into a flush. */
export interface AcceptEntry {
  readonly tenantId: string;
  readonly apiKeyId: string | null;
  readonly idempotency: IdempotencyKey | null;
  readonly traceparent: string | null;
  readonly drafts: readonly RequestDraft[];
  /** The notification's id where it was given out before; the only draft is for it then. */
  readonly notificationId?: string;
  /** Set where the notifications belong together. */
  readonly batchId: string | null;
  /** About how much it adds to the statement. */
  readonly bytes: number;
  /**
   * Builds the answer once every draft is judged, in their order. Throws a CarillonError to refuse the
   * whole request; drafts that could not be planned are left out otherwise.
   */
  readonly answer: (judged: readonly Judged[]) => AcceptedAnswer;
}

/** What an entry asks for: all that looking up and judging need of it. */
export type Asking = Pick<AcceptEntry, 'tenantId' | 'drafts'>;

/** What became of an entry. */
export interface Accepted {
  readonly answer: Answer;
  /** How many notifications were accepted, of a broadcast one for each member; 0 for a replay. */
  readonly notifications: number;
}
