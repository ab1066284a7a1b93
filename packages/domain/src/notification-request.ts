import type { Channel } from './channels.ts';
import type { DeliveryMode } from './delivery-mode.ts';
import type { NotificationContent } from './notification-content.ts';
import type { Priority } from './priorities.ts';
import type { Recipient } from './recipient.ts';
import type { RetryRequest } from './retry-policy.ts';

/** A template by key: without `version` the one that is published when the request is accepted. */
export interface TemplateReference {
  readonly key: string;
  readonly version?: number | undefined;
  readonly locale?: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * A reference as it is stored: with the version that acceptance chose and the locale that it found
 * (the request's, else the recipient's). `versionId` finds the version's sources for good, though the
 * template be published anew, deleted, or made again under the same key.
 */
export interface PinnedTemplate extends TemplateReference {
  readonly version: number;
  readonly versionId: string;
}

/** `all` is one delivery on each channel; `first` goes on to the next channel until one succeeds. */
export interface ChannelRoute {
  readonly mode: 'first' | 'all';
  readonly channels: readonly Channel[];
  readonly afterMs?: number | undefined;
}

/** What in the caller's world a notification is about. */
export interface EntityReference {
  readonly type: string;
  readonly id: string;
}

/** Within the window a second request with this key is answered with the first notification. */
export interface DedupeRule {
  readonly key: string;
  readonly windowMs: number;
}

/**
 * Collected per recipient, channel and category, flushed as one `windowMs` after the first item came, or
 * when there are `maxItems`. The first item's rule is that of its digest.
 */
export interface DigestRule {
  readonly key: string;
  readonly windowMs: number;
  readonly maxItems?: number | undefined;
}

/**
 * The request as accepted: `POST /notifications` (API.md) after validation, stored as JSON beside
 * the notification and never changed. Defaults are filled in (`channels` from route or template,
 * `priority` with `urgent` read as critical, `deliveryMode`, `category`), addresses are normalised,
 * times are RFC 3339 in UTC with milliseconds. Exactly one of `content` and `template` is there, until
 * retention takes `content` from what has ended.
 * An absent field is left out or undefined, never null.
 */
export interface NotificationRequest {
  readonly to: Recipient;
  readonly channels: readonly Channel[];
  readonly route?: ChannelRoute | undefined;
  readonly content?: NotificationContent | undefined;
  readonly template?: PinnedTemplate | undefined;
  readonly priority: Priority;
  readonly scheduledAt?: string | undefined;
  readonly expiresAt?: string | undefined;
  readonly retry?: RetryRequest | undefined;
  readonly deliveryMode: DeliveryMode;
  readonly category: string;
  readonly entity?: EntityReference | undefined;
  /** Given back, never sent. */
  readonly metadata?: Readonly<Record<string, string | number | boolean>> | undefined;
  readonly correlationId?: string | undefined;
  readonly collapseKey?: string | undefined;
  readonly dedupe?: DedupeRule | undefined;
  readonly digest?: DigestRule | undefined;
  /** Only in what is stored of a broadcast's member: the batch that has the rest of his request. */
  readonly broadcast?: string | undefined;
  /** The digest that this notification sends: it was made by the flush, not asked for. */
  readonly digestId?: string | undefined;
  /** W3C trace context of what asked for it, only in what is stored: the request, or our span of it. */
  readonly traceparent?: string | undefined;
}

/** The category of a request that names none: preferences and quiet hours never hold it back. */
export const DEFAULT_CATEGORY = 'transactional';
