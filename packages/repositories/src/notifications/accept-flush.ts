import type { Channel, DedupeRule, DigestTerms, HoldReason } from '@carillon/domain';

/** One delivery as it is first stored. */
export interface AcceptedDelivery {
  readonly id: string;
  readonly channel: Channel;
  readonly address: string | null;
  readonly status: 'scheduled' | 'queued' | 'suppressed';
  readonly dueAt: Date;
  /** The job it rides, or null: it waits in PostgreSQL for the dispatcher. */
  readonly dispatchId: string | null;
  readonly maxAttempts: number;
  readonly atMostOnce: boolean;
  /** Why it is suppressed from the start, e.g. `no_address`. */
  readonly code?: string | null;
  /** The digest that it is put into; it is `scheduled` then. */
  readonly digest?: DigestTerms | undefined;
  /** Set where a brake holds it; it is `scheduled` then, and due when it expires. */
  readonly held?: HeldTimes | undefined;
}

/** When a delivery that is held is due once it is released. */
export interface HeldTimes {
  /** When the first delivery of its notification was to be due. */
  readonly firstDueAt: Date;
  /** So much later than that one, for a later channel of a route. */
  readonly delayMs: number;
  /** True where the caller named its end: else it is given its time anew. */
  readonly keepsExpiry: boolean;
}

/** Why and what a request adds to a hold. */
export interface HoldTerms {
  /** The hold's id, should it be a new one. */
  readonly id: string;
  readonly reason: HoldReason;
  readonly notifications: number;
  /** Of a broadcast as many as it will make, as far as that is known. */
  readonly deliveries: number;
  /** What was more than is allowed: notifications a minute, or of one request where that is too large. */
  readonly measured: number;
  readonly allowed: number;
}

/** One notification as it is stored; the time of acceptance is that of its id. */
export interface AcceptedNotification {
  readonly id: string;
  /** The request as accepted, in JSON. */
  readonly request: string;
  readonly rank: number;
  readonly category: string;
  readonly entityType: string | null;
  readonly entityId: string | null;
  readonly correlationId: string | null;
  readonly scheduledAt: Date | null;
  readonly expiresAt: Date;
  /** Stored only if nobody else holds the key within its window. */
  readonly dedupe?: DedupeRule | undefined;
  /** Its deliveries call off those that still wait with this key, by recipient and channel. */
  readonly collapseKey?: string | undefined;
  readonly deliveries: readonly AcceptedDelivery[];
}

/** An answer kept under an idempotency key. */
export interface StoredAnswer {
  readonly fingerprint: Buffer;
  readonly status: number;
  readonly location: string | null;
  readonly body: string;
}

/** A notification to everybody who is a member of the topic now, as it is stored; its batch is new. */
export interface AcceptedBroadcast {
  readonly topicId: string;
  /** The request as accepted, in JSON. */
  readonly request: string;
  readonly rank: number;
  /** How many deliveries a member gets, as far as that is known. */
  readonly channels: number;
  readonly scheduledAt: Date | null;
  readonly expiresAt: Date;
}

/** One HTTP request of a flush. */
export interface AcceptRequest {
  readonly requestId: string;
  readonly tenantId: string;
  readonly apiKeyId: string | null;
  readonly idempotency: ({ readonly key: string } & StoredAnswer) | null;
  /** `total` is null where the batch is there already. */
  readonly batch: { readonly id: string; readonly total: number | null } | null;
  /** Set where the members of a topic are to hear it: they get their notifications later. */
  readonly broadcast?: AcceptedBroadcast | null;
  /** Set where a brake holds something of it. */
  readonly hold?: HoldTerms | null;
  readonly notifications: readonly AcceptedNotification[];
  /** Whether the tenant wants any events: only then is it looked who wants which. */
  readonly tellsEvents?: boolean;
}

/** A job that some of the flush's deliveries ride. */
export interface AcceptedDispatch {
  readonly id: string;
  readonly tenantId: string;
  readonly channel: Channel;
  readonly rank: number;
  readonly deliveryIds: readonly string[];
}

/** What one flush of the group commit writes. */
export interface AcceptFlush {
  readonly requests: readonly AcceptRequest[];
  readonly dispatches: readonly AcceptedDispatch[];
}

/** Why requests of a flush were not stored, by request id; all others were. */
export interface AcceptResult {
  /** Their idempotency key was taken: by this answer, or by a request still running. */
  readonly lost: ReadonlyMap<string, StoredAnswer | 'in_progress'>;
  /** PostgreSQL refused their data. */
  readonly refused: ReadonlyMap<string, unknown>;
  /**
   * Somebody else was first with a dedupe key just now, so nothing of them is stored: to be asked
   * about again. Two requests of a flush never name the same dedupe key.
   */
  readonly outrun: ReadonlySet<string>;
}
