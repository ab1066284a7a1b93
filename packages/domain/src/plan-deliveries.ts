import { addressIn } from './addresses/address-field.ts';
import type { Channel } from './channels.ts';
import { deliveryIdOf } from './ids.ts';
import type { NotificationRequest } from './notification-request.ts';

/** One delivery to be: the n-th of its notification. */
export interface DeliveryDraft {
  readonly id: string;
  readonly n: number;
  readonly channel: Channel;
  /** Null where the channel needs none (system) or the subscriber has none. */
  readonly address: string | null;
}

/** The identity that the drafts take their ids from. */
export interface PlanIds {
  readonly notificationId: string;
}

/**
 * The deliveries of an accepted request, in the order of its channels: one for each. Ids follow from
 * the notification's, so a plan made twice is the same plan.
 */
export const planDeliveries = (
  request: Pick<NotificationRequest, 'to' | 'channels'>,
  ids: PlanIds,
): DeliveryDraft[] =>
  request.channels.map((channel, index) => ({
    id: deliveryIdOf(ids.notificationId, index + 1),
    n: index + 1,
    channel,
    address: addressIn(request.to, channel),
  }));
