import type { Channel } from './notification-request.ts';

/** One channel's part of a notification. */
export interface Delivery {
  readonly id: string;
  readonly channel: Channel;
  readonly address: string | null;
  readonly status: string;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly nextAttemptAt: string | null;
  readonly provider: string | null;
  readonly providerMessageId: string | null;
  readonly sentAt: string | null;
  readonly deliveredAt: string | null;
  readonly lastError: {
    readonly code: string;
    readonly outcome: string | null;
    readonly message: string | null;
  } | null;
}

/** A notification as it was accepted, and how far it has come. */
export interface Notification {
  readonly id: string;
  readonly status: string;
  readonly channels: readonly Channel[];
  readonly priority: string;
  readonly category: string;
  readonly to: Readonly<Record<string, unknown>>;
  readonly content: Readonly<Record<string, unknown>> | null;
  readonly template: {
    readonly key: string;
    readonly version: number;
    readonly locale: string | null;
    readonly data: Readonly<Record<string, unknown>>;
  } | null;
  readonly entity: { readonly type: string; readonly id: string } | null;
  readonly metadata: Readonly<Record<string, unknown>> | null;
  readonly batchId: string | null;
  readonly correlationId: string | null;
  readonly scheduledAt: string | null;
  readonly expiresAt: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deliveries: readonly Delivery[];
  /** Only where it is the one that was first with the request's dedupe key. */
  readonly deduplicated?: boolean | undefined;
}
