import {
  judgePreference,
  judgeQuietHours,
  NO_PREFERENCES,
  priorityOfRank,
  releaseAt,
  routeDelayMs,
} from '@carillon/domain';
import type { ClaimedDelivery } from '@carillon/repositories';
import type { Clock } from '@carillon/runtime';
import type { Claim } from './claim.ts';

/** Whether the recipient wants it, and now. */
export type WishCheck =
  | { readonly kind: 'go' | 'unwanted' }
  /** Quiet hours hold it. */
  | { readonly kind: 'back'; readonly delayMs: number; readonly isHeld: true };

const GO: WishCheck = { kind: 'go' };

/**
 * Judges a claimed delivery by what its recipient has decided and what its category allows him to
 * (the rules are the domain's). Costs nothing without a subscriber and without declared categories.
 */
export const checkWishes = (
  clock: Clock,
  claimed: ClaimedDelivery,
  { tenant, wishes }: Pick<Claim, 'tenant' | 'wishes'>,
): WishCheck => {
  const { subscriberId, timezone } = claimed.request.to;
  if (subscriberId === undefined && !tenant.hasCategories) return GO;
  const known = subscriberId === undefined ? undefined : wishes.get(subscriberId);
  const preferences = known ?? NO_PREFERENCES;
  const category = tenant.categoryOf(claimed.category);
  const { verdict } = judgePreference({ category, channel: claimed.channel, preferences });
  if (verdict === 'stop') return { kind: 'unwanted' };
  const now = clock.now();
  const { until } = judgeQuietHours({
    category,
    priority: priorityOfRank(claimed.rank),
    quietHours: preferences.quietHours,
    timezones: [known?.timezone, timezone],
    now,
  });
  if (until === null) return GO;
  const dueAt = releaseAt(until, claimed.id).getTime() + delayInRoute(claimed);
  return { kind: 'back', delayMs: dueAt - now.getTime(), isHeld: true };
};

/** The channels of a route keep the distance that they were planned with. */
const delayInRoute = ({ request: { route }, channel }: ClaimedDelivery): number =>
  routeDelayMs(route, route?.channels.indexOf(channel) ?? 0);
