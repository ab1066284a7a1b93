import { cleanForeignText, leaseTokenOf } from '@carillon/domain';
import type { Receipt } from '@carillon/providers';
import type { ReceiptRow } from '@carillon/repositories';

/** Longer than any vendor's ids and codes. */
const TEXT_BYTES = 200;

const cleaned = (text: string | null): string | null =>
  text === null ? null : cleanForeignText(text, TEXT_BYTES);

/** The vendor's time, unless it is none, or one at which nothing can have happened. */
const timeOf = ({ at }: Receipt, now: Date): Date =>
  at !== null && at.getTime() >= 0 && at <= now ? at : now;

/**
 * What a vendor says, fit to be kept: its words are anybody's, and one that PostgreSQL refuses would
 * have the vendor repeat the whole call, with all else that it says, for a day. Null where it is of no
 * attempt of ours.
 */
export const toReceiptRow = (receipt: Receipt, now: Date): ReceiptRow | null => {
  const { deliveryId, attemptId, suppressAddress, suppressDays, ...rest } = receipt;
  const leaseToken = leaseTokenOf(attemptId, deliveryId);
  if (leaseToken === null) return null;
  return {
    ...rest,
    deliveryId,
    leaseToken,
    key: cleanForeignText(receipt.key, TEXT_BYTES),
    providerMessageId: cleaned(receipt.providerMessageId),
    code: cleaned(receipt.code),
    at: timeOf(receipt, now),
    suppress: suppressAddress === true ? { days: suppressDays ?? null } : null,
  };
};
