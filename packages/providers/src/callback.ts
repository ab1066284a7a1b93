import type { Channel, Outcome, ReceiptKind } from '@carillon/domain';
import type { Settings } from './settings/settings.ts';

/** A vendor's call to us, as it came. */
export interface CallbackRequest {
  /** The whole URL as the vendor was told it: public origin, path and query. */
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Byte for byte, since signatures cover it. */
  readonly body: Buffer;
  readonly now: Date;
}

/** One thing that a vendor says has happened to one attempt. */
export interface Receipt {
  readonly kind: ReceiptKind;
  /** The ids that travelled with the send; a receipt without them is of nothing we know. */
  readonly deliveryId: string;
  readonly attemptId: string;
  readonly providerMessageId: string | null;
  /** When it happened, as the vendor says. */
  readonly at: Date | null;
  /** For `failed`: what it means for the address, the provider's code and our own sentence. */
  readonly outcome: Extract<
    Outcome,
    'permanent_recipient' | 'permanent_message' | 'transient' | 'config'
  > | null;
  readonly code: string | null;
  readonly message: string | null;
  /** No table knows the code: what it comes to is a safe guess. */
  readonly isUnknownCode?: boolean;
  /** The address goes on the suppression list, for good or for so many days. */
  readonly suppressAddress?: boolean;
  readonly suppressDays?: number;
  /** What tells a repeated receipt from a new one, within its attempt: the vendor's event id or the like. */
  readonly key: string;
  /** What the vendor said, at most 1 KiB, cleaned by `trimmed()`. */
  readonly raw: string;
}

/** Somebody asked to be left alone (STOP), or to hear from us again (START). */
export interface AddressChange {
  readonly change: 'opt_out' | 'opt_in';
  readonly channel: Channel;
  readonly address: string;
}

/** What a callback says; `forged` where the signature is not the vendor's. */
export type CallbackReading =
  | { readonly ok: false; readonly reason: 'forged' }
  | {
      readonly ok: true;
      readonly receipts: readonly Receipt[];
      readonly addressChanges: readonly AddressChange[];
    };

/** Reads a vendor's callbacks: checks the signature, then translates. Pure, and never throws. */
export type ReadCallback = (settings: Settings, request: CallbackRequest) => CallbackReading;
