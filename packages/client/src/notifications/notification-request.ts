/** How somebody is reached. */
export type Channel = 'email' | 'sms' | 'whatsapp' | 'push' | 'webhook' | 'in_app' | 'system';

/** Who is to hear it: what the channels need, or a topic alone. */
export interface Recipient {
  readonly email?: string;
  /** E.164. */
  readonly phone?: string;
  readonly pushToken?: string;
  readonly webhookUrl?: string;
  readonly subscriberId?: string;
  readonly name?: string;
  readonly locale?: string;
  readonly timezone?: string;
  /** Everybody who is a member at that moment. */
  readonly topic?: string;
}

interface Parts {
  readonly title?: string;
  readonly html?: string;
  readonly url?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** What it says, and per channel what it says otherwise. */
export interface Content extends Parts {
  readonly body: string;
  readonly overrides?: Readonly<Partial<Record<Channel, Parts & { readonly body?: string }>>>;
}

/** One notification, as the HTTP contract takes it; times are RFC 3339 with a zone. */
export interface NotificationRequest {
  readonly to: Recipient;
  readonly channels?: readonly Channel[];
  readonly route?: {
    readonly mode: 'first' | 'all';
    readonly channels: readonly Channel[];
    readonly afterMs?: number;
  };
  readonly content?: Content;
  readonly template?: {
    readonly key: string;
    readonly version?: number;
    readonly locale?: string;
    readonly data?: Readonly<Record<string, unknown>>;
  };
  readonly priority?: 'critical' | 'high' | 'normal' | 'low' | 'urgent';
  readonly scheduledAt?: string;
  readonly expiresAt?: string;
  readonly retry?:
    | { readonly delaysMs: readonly number[] }
    | {
        readonly maxAttempts?: number;
        readonly baseMs?: number;
        readonly factor?: number;
        readonly capMs?: number;
      };
  readonly deliveryMode?: 'at_least_once' | 'at_most_once';
  readonly category?: string;
  readonly entity?: { readonly type: string; readonly id: string };
  readonly metadata?: Readonly<Record<string, string | number | boolean>>;
  readonly correlationId?: string;
  readonly collapseKey?: string;
  readonly dedupe?: { readonly key: string; readonly windowMs: number };
  readonly digest?: {
    readonly key: string;
    readonly windowMs: number;
    readonly maxItems?: number;
  };
}
