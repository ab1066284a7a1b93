import type { NotificationRequest } from './notification-request.ts';

/**
 * What is stored of one member's notification in a broadcast: who he is, and what is looked at without
 * looking up the rest. A text of 200 KB to 100,000 members is stored once, and not as 20 GB.
 */
export type OwnRequest = Pick<NotificationRequest, 'to' | 'route' | 'retry'> & {
  /** The batch that has the rest. */
  readonly broadcast: string;
};

/** The part of a member's request that is his own. */
export const ownRequest = (
  shared: NotificationRequest,
  { subscriberId, batchId }: { readonly subscriberId: string; readonly batchId: string },
): OwnRequest => ({
  to: { subscriberId },
  route: shared.route,
  retry: shared.retry,
  broadcast: batchId,
});

/** A member's request as if it had been accepted for him alone. */
export const memberRequest = (
  shared: NotificationRequest,
  own: Pick<OwnRequest, 'to'>,
): NotificationRequest => ({ ...shared, to: own.to });
