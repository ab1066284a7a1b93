import { notificationIdOf } from '../ids.ts';
import { stableSpin } from '../stable-spin.ts';

/** Over so long the deliveries spread that one window's end releases. */
export const RELEASE_SPREAD_MS = 30_000;

/**
 * When a delivery that quiet hours hold is due again: at their end and up to `RELEASE_SPREAD_MS` later,
 * so that a million held over night do not start in the same instant. Always the same for the same
 * delivery, and for all of one notification, whose channels so keep their order.
 */
export const releaseAt = (until: Date, deliveryId: string): Date =>
  new Date(
    until.getTime() + Math.floor(stableSpin(notificationIdOf(deliveryId)) * RELEASE_SPREAD_MS),
  );
