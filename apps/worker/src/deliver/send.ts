import { attemptIdOf, type MessageParts, priorityOfRank, timeOfId } from '@carillon/domain';
import type { SendCall, SendRequest, SendResult } from '@carillon/providers';
import type { ClaimedDelivery } from '@carillon/repositories';
import type { SendingAccount } from '../accounts/sending-account.ts';

/** What is sent: a claimed delivery with its rendered parts. */
export interface Sending {
  readonly claimed: ClaimedDelivery;
  readonly parts: MessageParts;
  readonly unsubscribeUrl: string | null;
  /** W3C trace context of this call. */
  readonly traceparent: string | null;
}

/** What one provider call takes. */
const toSendRequest = (
  { claimed, parts, unsubscribeUrl, traceparent }: Sending,
  account: SendingAccount,
): SendRequest => {
  const { request, channel } = claimed;
  return {
    tenantId: claimed.tenantId,
    notificationId: claimed.notificationId,
    deliveryId: claimed.id,
    attemptId: attemptIdOf(claimed.id, claimed.leaseToken),
    attempt: claimed.attempts,
    channel,
    address: claimed.address ?? '',
    recipientName: request.to.name ?? null,
    parts,
    category: claimed.category,
    priority: priorityOfRank(claimed.rank),
    acceptedAt: new Date(timeOfId(claimed.notificationId)),
    expiresAt: claimed.expiresAt,
    callbackUrl: account.callbackUrl,
    collapseKey: request.collapseKey ?? null,
    unsubscribeUrl,
    traceparent,
  };
};

/** The outcome of a call that could not be made for want of an account: held until there is one. */
export const NO_ROUTE: SendResult = {
  outcome: 'config',
  begun: true,
  code: 'no_route',
  message: 'no provider account serves this channel',
  response: null,
  providerMessageId: null,
  retryAfterMs: null,
};

/**
 * Makes one provider call. A provider answers with a value; should it throw, that is its bug, and
 * since nobody knows whether it had sent something the outcome is ambiguous.
 */
export const send = async (
  account: SendingAccount | undefined,
  sending: Sending,
  call: SendCall,
): Promise<SendResult> => {
  if (account === undefined) return NO_ROUTE;
  try {
    return await account.connection.send(toSendRequest(sending, account), call);
  } catch (error) {
    return {
      outcome: 'ambiguous',
      begun: true,
      code: 'provider_bug',
      message: error instanceof Error ? error.name : 'unknown',
      response: null,
      providerMessageId: null,
      retryAfterMs: null,
    };
  }
};
