import { lastDayFor, UNSUBSCRIBE_PURPOSE, writeGrant } from '@carillon/domain';
import type { ClaimedDelivery } from '@carillon/repositories';
import { createLinkSealer, type Clock } from '@carillon/runtime';
import type { Tenant } from '../accounts/account-directory.ts';

/** Where the reader of an e-mail can opt out; null for what nobody opts out of, or nobody can reach us. */
export type UnsubscribeUrlOf = (claimed: ClaimedDelivery, tenant: Tenant) => string | null;

export interface UnsubscribeUrlsDeps {
  /** Our origin as recipients reach it. */
  readonly publicUrl: string | undefined;
  /** The installation's own, which outlives every key that is rotated. */
  readonly linkSecret: string;
  readonly clock: Clock;
}

/** Links that the api understands: they name recipient and category, and show neither. */
export const createUnsubscribeUrls = (deps: UnsubscribeUrlsDeps): UnsubscribeUrlOf => {
  const { publicUrl, linkSecret, clock } = deps;
  const sealer = createLinkSealer(linkSecret, UNSUBSCRIBE_PURPOSE);
  return ({ channel, category, address, request, tenantId }, tenant) => {
    if (channel !== 'email' || publicUrl === undefined || address === null) return null;
    if (!tenant.categoryOf(category).optOut) return null;
    const { subscriberId } = request.to;
    const recipient =
      subscriberId === undefined
        ? ({ kind: 'address', address } as const)
        : ({ kind: 'subscriber', subscriberId } as const);
    const lastDay = lastDayFor(clock.nowMs());
    const token = sealer.seal(writeGrant({ tenantId, category, recipient, lastDay }));
    return `${publicUrl}/unsubscribe/${token}`;
  };
};
