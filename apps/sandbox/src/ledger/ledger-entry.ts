/** The ids that Carillon puts into what it sends; null where a message does not carry one. */
export interface CarillonIds {
  readonly notificationId: string | null;
  readonly deliveryId: string | null;
  readonly attemptId: string | null;
}

/** One line of the ledger: a message that was accepted and carries our ids. */
export interface LedgerEntry extends CarillonIds {
  readonly at: Date;
  readonly provider: string;
  readonly channel: string;
  readonly to: string;
}

/** True when a message carries at least one of our ids, and so belongs into the ledger. */
export const carriesIds = (ids: CarillonIds): boolean =>
  ids.notificationId !== null || ids.deliveryId !== null || ids.attemptId !== null;

/** The entry as its line, with the fields in the documented order. */
export const ledgerLine = (entry: LedgerEntry): string => {
  const { at, provider, channel, to, notificationId, deliveryId, attemptId } = entry;
  const line = { at, provider, channel, to, notificationId, deliveryId, attemptId };
  return `${JSON.stringify(line)}\n`;
};
