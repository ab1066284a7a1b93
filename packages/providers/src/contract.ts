import type { Channel, Outcome, Priority } from '@carillon/domain';

/** One setting of a provider, described once: validation, masking, docs and forms come from it. */
export interface SettingSpec {
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean';
  readonly required: boolean;
  readonly secret: boolean;
  readonly pattern?: string;
  readonly default?: string | number | boolean;
  readonly description: string;
}

export type Settings = Readonly<Record<string, string | number | boolean>>;

/** What a channel sends, already rendered. Which fields are used is the channel's affair (API.md). */
export interface MessageParts {
  readonly title: string | null;
  readonly body: string;
  readonly html: string | null;
  readonly url: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
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
  readonly recipientName: string | null;
  readonly parts: MessageParts;
  readonly category: string;
  readonly priority: Priority;
  readonly acceptedAt: Date;
  readonly expiresAt: Date;
}

/** The limits of one call. */
export interface SendCall {
  /** Aborts at the provider's deadline. */
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
  /**
   * To be asked just before the first byte that could send something is written: false when the
   * lease, the notification's time or its permission has run out; then return `notBegun`.
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
  readonly message: string | null;
  /** What the provider answered, at most 1 KiB. */
  readonly response: string | null;
  readonly providerMessageId: string | null;
  readonly retryAfterMs: number | null;
  /** Set by a provider whose acceptance is the delivery itself. */
  readonly delivered?: boolean;
  readonly inboxItem?: InboxItem;
  /** The failure is the address's: it goes on the suppression list. */
  readonly suppressAddress?: boolean;
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
}

/** A provider as the catalogue lists it. */
export interface ProviderDefinition {
  readonly name: string;
  readonly channels: readonly Channel[];
  readonly settings: readonly SettingSpec[];
  /** True when receipts move `sent` on to `delivered`. */
  readonly hasReceipts: boolean;
  open(settings: Settings, deps: ProviderDeps): Provider;
}
