/** What happens when a call's outcome is unknown: send again, or fail with `outcome_unknown`. */
export const DELIVERY_MODES = ['at_least_once', 'at_most_once'] as const;
export type DeliveryMode = (typeof DELIVERY_MODES)[number];
