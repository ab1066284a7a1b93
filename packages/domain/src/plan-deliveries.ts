import { addressIn } from './addresses/address-field.ts';
import { type KnownAddresses, knownAddresses } from './addresses/known-addresses.ts';
import type { Channel } from './channels.ts';
import { type DigestTerms, digestTerms } from './digests/digest-terms.ts';
import { deliveryIdOf } from './ids.ts';
import type { NotificationRequest } from './notification-request.ts';
import { routeDelayMs } from './plan-route.ts';
import { maxAttemptsOf, retryPolicyOf } from './retry-policy.ts';

/** One delivery as it begins: the n-th of its notification, or ended at once for want of an address. */
export interface DeliveryPlan {
  readonly id: string;
  readonly channel: Channel;
  /** Null where the channel needs none (system) or the subscriber has none. */
  readonly address: string | null;
  readonly status: 'scheduled' | 'queued' | 'suppressed';
  readonly dueAt: Date;
  readonly maxAttempts: number;
  readonly atMostOnce: boolean;
  /** Why it is suppressed from the start. */
  readonly code: 'no_address' | null;
  /** The digest that it is put into at once; one that is scheduled joins its own when it is due. */
  readonly digest: DigestTerms | undefined;
}

/** What a plan follows from beside its request. */
export interface PlanContext {
  /** The identity that the deliveries take their ids from. */
  readonly notificationId: string;
  /** When the first of them is due. */
  readonly dueAt: Date;
  readonly now: Date;
  /** What is stored of the subscriber that `to` names; null where it names none. */
  readonly known: KnownAddresses | null;
}

type Planned = Pick<
  NotificationRequest,
  'to' | 'channels' | 'route' | 'retry' | 'deliveryMode' | 'digest' | 'content' | 'template'
>;

/** An explicit address, else those of the subscriber; one null where there is none. */
const addressesOf = (
  channel: Channel,
  { to }: Planned,
  known: KnownAddresses | null,
): readonly (string | null)[] => {
  const explicit = addressIn(to, channel);
  if (explicit !== null || known === null) return [explicit];
  const stored = knownAddresses(channel, known);
  return stored.length === 0 ? [null] : stored;
};

/** Whether the channel at a position of the route is collected, and when it is due after the first. */
const collectionOf = (request: Planned, { dueAt, now }: PlanContext, position: number) => {
  const delayMs = routeDelayMs(request.route, position);
  const { digest } = request;
  if (digest === undefined) return { digest: undefined, delayMs };
  if (delayMs > 0) return { digest: undefined, delayMs: delayMs + digest.windowMs };
  const isDue = dueAt.getTime() <= now.getTime();
  return isDue
    ? { digest: digestTerms(request, digest), delayMs: digest.windowMs }
    : { digest: undefined, delayMs };
};

/**
 * The deliveries of an accepted request, in the order of its channels: one for each, and for push one
 * for each device of the subscriber. Ids follow from the notification's, so a plan made twice is the
 * same plan. An explicit address wins over the subscriber's. A channel without one is passed over: the
 * one after it takes its place in the route. Of a route of mode `first` the first channel is collected
 * in its digest, and the others begin so much later.
 */
export const planDeliveries = (request: Planned, context: PlanContext): DeliveryPlan[] => {
  const { notificationId, now, known } = context;
  const maxAttempts = maxAttemptsOf(retryPolicyOf(request.retry));
  const atMostOnce = request.deliveryMode === 'at_most_once';
  let position = 0;
  let n = 0;
  return request.channels.flatMap((channel) => {
    const addresses = addressesOf(channel, request, known);
    const isReachable = addresses[0] !== null || channel === 'system';
    const { digest, delayMs } = collectionOf(request, context, position);
    const dueAt = new Date(context.dueAt.getTime() + delayMs);
    const waits = dueAt.getTime() > now.getTime() ? 'scheduled' : 'queued';
    if (isReachable) position += 1;
    return addresses.map((address): DeliveryPlan => {
      n += 1;
      return {
        id: deliveryIdOf(notificationId, n),
        channel,
        address,
        status: isReachable ? waits : 'suppressed',
        dueAt,
        maxAttempts,
        atMostOnce,
        code: isReachable ? null : 'no_address',
        digest: isReachable ? digest : undefined,
      };
    });
  });
};
