import type { CarillonIds } from '../ledger/ledger-entry.ts';

/** Our ids as e-mail and webhooks carry them, in headers given by lower-case name. */
export const idsInHeaders = (headers: Readonly<Record<string, string>>): CarillonIds => ({
  notificationId: headers['x-carillon-notification'] ?? null,
  deliveryId: headers['x-carillon-delivery'] ?? null,
  attemptId: headers['x-carillon-attempt'] ?? null,
});
