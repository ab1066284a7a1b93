import type { NotificationRequest } from './notification-request.ts';

/**
 * What is stored of one member's notification in a broadcast: who he is, and what is looked at without
 * looking up the rest. A text of 200 KB to 100,000 members is stored once, and not as 20 GB.
 */
export type OwnRequest = Pick<NotificationRequest, 'to' | 'route' | 'retry'> & {
  /** The batch that has the rest. */
  readonly broadcast: string;
};

/** A member as a broadcast finds him. */
export interface Member {
  readonly subscriberId: string;
  readonly batchId: string;
  readonly locale: string | null;
}

/** The part of a member's request that is his own; his language only where a template speaks it. */
export const ownRequest = (
  shared: NotificationRequest,
  { subscriberId, batchId, locale }: Member,
): OwnRequest => ({
  to:
    shared.template === undefined || locale === null ? { subscriberId } : { subscriberId, locale },
  route: shared.route,
  retry: shared.retry,
  broadcast: batchId,
});

/** A member's request as if it had been accepted for him alone. */
export const memberRequest = (
  shared: NotificationRequest,
  { to, broadcast }: Pick<NotificationRequest, 'to' | 'broadcast'>,
): NotificationRequest => {
  const { template } = shared;
  if (template === undefined) return { ...shared, to, broadcast };
  return {
    ...shared,
    to,
    broadcast,
    template: { ...template, locale: template.locale ?? to.locale },
  };
};
