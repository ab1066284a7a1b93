import type { Channel, Priority } from '@carillon/domain';

/** A recipient that nobody else has, so that the ledger tells whose message it saw. */
export interface Recipient {
  readonly channel: Extract<Channel, 'email' | 'webhook'>;
  readonly address: string;
}

export interface Wish extends Recipient {
  readonly priority?: Priority;
  readonly atMostOnce?: boolean;
  /** True where nobody survives its sending. */
  readonly isPoison?: boolean;
  /** How much later than now it is due. */
  readonly delayMs?: number;
  readonly correlationId?: string;
}

/** What the client knows of one notification: that it asked, and what it was told. */
export interface Submission extends Wish {
  /** When it first asked, in ms since 1970. */
  readonly askedAt: number;
  /** How often it asked. More than once: it did not get, or not like, an answer. */
  tries: number;
  /** Null while there is no 202. */
  notificationId: string | null;
  /** How long the try took that brought the 202. */
  answeredInMs: number | null;
  /** True when that answer was said to be an earlier one's. */
  replayed: boolean;
}
