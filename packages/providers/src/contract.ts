import type { Channel, FieldError, MessageParts, Outcome, Priority } from '@carillon/domain';
import type { LookupFunction } from 'node:net';
import type { ReadCallback } from './callback.ts';
import type { Settings } from './settings/settings.ts';

export type { Settings } from './settings/settings.ts';

/** One setting of a provider, described once: validation, masking, docs and forms come from it. */
export interface SettingSpec {
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean';
  readonly required: boolean;
  readonly secret: boolean;
  /** For strings: a regular expression that the whole value matches. */
  readonly pattern?: string;
  /** For numbers, which are whole ones: the least and the greatest. */
  readonly min?: number;
  readonly max?: number;
  readonly default?: string | number | boolean;
  /** Makes the value when none is given; it is answered once, when the account is created. */
  readonly generate?: () => string;
  readonly description: string;
}

/** One message to one address. */
export interface SendRequest {
  readonly tenantId: string;
  readonly notificationId: string;
  readonly deliveryId: string;
  /** Travels with the send, so that a receipt finds its attempt. */
  readonly attemptId: string;
  readonly channel: Channel;
  readonly address: string;
  /** Counted attempts of the delivery, this one included: 1 for the first. */
  readonly attempt: number;
  readonly recipientName: string | null;
  readonly parts: MessageParts;
  readonly category: string;
  readonly priority: Priority;
  readonly acceptedAt: Date;
  readonly expiresAt: Date;
  /** Where the provider may send receipts to, without a query; null where nobody can reach us. */
  readonly callbackUrl?: string | null;
  /** A later message with the same key replaces this one, where the channel can do that. */
  readonly collapseKey?: string | null;
  /** E-mail only: where one click unsubscribes (RFC 8058); null for categories without opt-out. */
  readonly unsubscribeUrl?: string | null;
  /** W3C trace context of the call, for webhooks' receivers; null where there is none. */
  readonly traceparent?: string | null;
}

/** The limits of one call. */
export interface SendCall {
  /** Aborts at the provider's deadline; this is what ends a call. */
  readonly signal: AbortSignal;
  /** The time that `signal` was set to, for protocols that want to be told. */
  readonly deadlineMs: number;
  /**
   * To be asked just before the first byte that could send something is written: false when the
   * lease, the notification's time or its permission has run out; then return `notBegun`. It may be
   * asked again when a connection is found dead before anything was written.
   */
  readonly mayBegin: () => boolean;
}

/** An item to be stored together with the result, in one transaction (in_app). */
export interface InboxItem {
  readonly subscriberId: string;
  readonly title: string | null;
  readonly body: string;
  readonly url: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly category: string;
}

/** What one call came to. Foreign text is trimmed by `trimmed()`. */
export interface SendResult {
  readonly outcome: Outcome;
  /** False when `mayBegin` refused: nothing was sent, and the claim is given back. */
  readonly begun: boolean;
  /** The provider's code as text (`550 5.1.1`, `http_503`) or ours (`timeout`); null if accepted. */
  readonly code: string | null;
  /** Our own sentence for people; never holds an address, a secret or foreign text. */
  readonly message: string | null;
  /** What the provider answered, at most 1 KiB. */
  readonly response: string | null;
  readonly providerMessageId: string | null;
  readonly retryAfterMs: number | null;
  /** Set by a provider whose acceptance is the delivery itself. */
  readonly delivered?: boolean;
  readonly inboxItem?: InboxItem;
  /** No table knows the code: what it comes to is a safe guess. */
  readonly isUnknownCode?: boolean;
  /** The refusal is for the sake of this address: nothing is wrong with the account. */
  readonly isAddressOnly?: boolean;
  /** The failure is the address's: it goes on the suppression list. */
  readonly suppressAddress?: boolean;
  /** How long it stays there; for good when left out. */
  readonly suppressDays?: number;
}

/** An open account of a provider. `send` never throws and never outlives `call.deadlineMs`. */
export interface Provider {
  /** How many sends make sense at once; the worker claims no more than that. */
  readonly concurrency: number;
  send(request: SendRequest, call: SendCall): Promise<SendResult>;
  /** Checks credentials and reachability without sending anything. */
  verify(): Promise<{ ok: boolean; detail: string }>;
  close(): Promise<void>;
}

/** What the operator's policy lets a provider connect to. */
export interface EgressPolicy {
  /** Origins (`http://127.0.0.1:3100`) and host:port pairs that are allowed although private. */
  readonly allow: readonly string[];
  /** CIDRs denied beside the built-in ones. */
  readonly denyCidrs: readonly string[];
  /** Whether plain http is allowed to public hosts. */
  readonly allowHttp: boolean;
}

/** What the host hands to a provider. */
export interface ProviderDeps {
  readonly egress: EgressPolicy;
  readonly now: () => Date;
  /** Resolves host names; `dns.lookup` when left out. What it answers is checked all the same. */
  readonly lookup?: LookupFunction;
  /** The desktop of the host; none when left out. */
  readonly desktop?: {
    readonly available: boolean;
    /** Where lines go when there is no desktop. */
    readonly terminal: { write(text: string): unknown };
  };
}

/** A provider as the catalogue lists it. */
export interface ProviderDefinition {
  readonly name: string;
  readonly channels: readonly Channel[];
  readonly settings: readonly SettingSpec[];
  /** True when receipts move `sent` on to `delivered`. */
  readonly hasReceipts: boolean;
  /** True when no tenant may have an account of it: an operator names it, the API does not. */
  readonly internal?: boolean;
  /** Reads what the vendor calls back with, if it ever does. */
  readonly readCallback?: ReadCallback;
  /** What the single settings cannot say about one another. */
  check?(settings: Settings): readonly FieldError[];
  open(settings: Settings, deps: ProviderDeps): Provider;
}
