import { CarillonError } from '@carillon/domain';
import { findProvider, type CallbackRequest, type Receipt } from '@carillon/providers';
import {
  applyReceipts,
  endOptOut,
  followDigests,
  findAccountOfCallback,
  putOptOut,
  storeReceipts,
  type ProviderAccountRecord,
} from '@carillon/repositories';
import { logAndContinue } from '@carillon/runtime';
import { settingsOf } from '../provider-accounts/open-account.ts';
import { advanceAfterReceipts } from './advance-after-receipts.ts';
import { countUnknownCodes } from './count-unknown-codes.ts';
import type { Services } from '../services.ts';
import { toReceiptRow } from './to-receipt-row.ts';

/** Who is called back: the provider's name and the account's id, from the path. */
export interface CallbackTarget {
  readonly provider: string;
  readonly accountId: string;
}

/** What a callback came to, for its log line. */
export interface CallbackEnd {
  /** As we know it; what else stands in the path is anybody's text. */
  readonly provider: string | null;
  readonly tenantId: string | null;
  readonly receipts: number;
  readonly stored: number;
}

const NOTHING: CallbackEnd = { provider: null, tenantId: null, receipts: 0, stored: 0 };

/**
 * Takes a vendor's callback: checks its signature, keeps what it says and lets it have its effect.
 * Known, repeated, late and unknown ones are all the same to the vendor. Throws `invalid_signature`.
 */
export const receiveCallback = async (
  services: Services,
  { provider, accountId }: CallbackTarget,
  request: CallbackRequest,
): Promise<CallbackEnd> => {
  const { database } = services;
  const readCallback = findProvider(provider)?.readCallback;
  const account = await findAccountOfCallback(database, { provider, id: accountId });
  if (readCallback === undefined || account === undefined) return NOTHING;
  const reading = readCallback(settingsOf(services.sealer, account), request);
  if (!reading.ok) throw new CarillonError('invalid_signature', 'The signature does not fit.');
  for (const { change, channel, address } of reading.addressChanges) {
    const entry = { tenantId: account.tenantId, channel, address };
    await (change === 'opt_in' ? endOptOut(database, entry) : putOptOut(database, entry));
  }
  const stored = await keep(services, account, reading.receipts, request.now);
  const { tenantId } = account;
  return { provider, tenantId, receipts: reading.receipts.length, stored };
};

const keep = async (
  services: Services,
  account: ProviderAccountRecord,
  receipts: readonly Receipt[],
  now: Date,
): Promise<number> => {
  const { database, producer, log } = services;
  const rows = receipts.flatMap((receipt) => toReceiptRow(receipt, now) ?? []);
  if (rows.length === 0) return 0;
  const heard = await storeReceipts(database, account, rows);
  if (heard.length === 0) return 0;
  const news = receipts.filter(({ deliveryId }) => heard.includes(deliveryId));
  await countUnknownCodes(services, account.provider, news);
  const moved = await applyReceipts(database, heard);
  const movedIds = moved.map((m) => m.deliveryId);
  const why = 'members of a digest lag behind until they are looked at';
  await logAndContinue(followDigests(database, movedIds), log, why);
  await advanceAfterReceipts(services, movedIds);
  const dead = moved.filter((m) => m.status === 'failed');
  if (dead.length > 0 && producer.isUp()) {
    void logAndContinue(producer.deadLetters.add(dead), log, 'the dead-letter queue lags behind');
  }
  return heard.length;
};
