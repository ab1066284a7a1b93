import type { CarillonIds } from '../ledger/ledger-entry.ts';

/** What a message says, read out of its raw form when somebody wants to see it. */
export interface MessageContent {
  readonly from: string | null;
  readonly subject: string | null;
  readonly text: string | null;
  readonly html: string | null;
}

/** A message that a stand-in has received whole, before it is accepted. */
export interface Arrival {
  readonly provider: string;
  readonly channel: string;
  readonly to: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** As received, byte for byte. */
  readonly raw: Buffer;
  readonly ids: CarillonIds;
  /** Reads the content; costs time, so it is done for display only. */
  readonly readContent: () => Promise<MessageContent>;
}

/** A message that was accepted. */
export interface StoredMessage extends Arrival {
  readonly id: string;
  readonly receivedAt: Date;
}
