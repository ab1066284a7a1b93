import type { Priority } from '../priorities.ts';
import type { BrakeSettings } from './brake-settings.ts';

/** Why something is held: more than usual of many requests, or one request that is too large. */
export const HOLD_REASONS = ['burst', 'size'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** How much a tenant asks for, of what may be held. */
export interface Pace {
  /** Notifications asked for within the last minute, held or not. */
  readonly perMinute: number;
  /** Usual in a minute in which anything is asked for; 0 where that is not known. */
  readonly baselinePerMinute: number;
}

/** Notifications a minute beyond which a tenant's are held. */
export const burstLimit = (
  { factor, minimumPerMinute }: Pick<BrakeSettings, 'factor' | 'minimumPerMinute'>,
  { baselinePerMinute }: Pick<Pace, 'baselinePerMinute'>,
): number => Math.max(minimumPerMinute, Math.floor(factor * baselinePerMinute));

/** Whether the brake looks at such a notification at all. */
export const isBrakeable = (
  { priorities, exemptCategories }: Pick<BrakeSettings, 'priorities' | 'exemptCategories'>,
  { priority, category }: { readonly priority: Priority; readonly category: string },
): boolean => priorities.includes(priority) && !exemptCategories.includes(category);

/**
 * Whether a request is held, and why; null lets it through. Size comes first: one that is too large is
 * held by itself and says nothing about those around it. What was held counts in `perMinute` too, so
 * a burst stays held until it is over, and does not drip through minute by minute.
 */
export const judgeBrake = (
  settings: BrakeSettings,
  pace: Pace,
  /** Of the request, as far as the brake looks at them. */
  notifications: number,
): HoldReason | null => {
  if (!settings.enabled || notifications === 0) return null;
  if (settings.maxBatch !== null && notifications > settings.maxBatch) return 'size';
  return pace.perMinute + notifications > burstLimit(settings, pace) ? 'burst' : null;
};
