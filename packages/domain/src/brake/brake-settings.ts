import type { Priority } from '../priorities.ts';

/**
 * What a tenant has set for its brake. Whatever it says, a notification of another priority or of an
 * exempt category is never held and counts for nothing: login codes pass a runaway campaign.
 */
export interface BrakeSettings {
  readonly enabled: boolean;
  /** How many times its usual rate a tenant may ask for. */
  readonly factor: number;
  /** Notifications a minute that are always let through, however little is usual. */
  readonly minimumPerMinute: number;
  /** Most notifications of one request, batch or broadcast; null for any number. */
  readonly maxBatch: number | null;
  /** Priorities that may be held. */
  readonly priorities: readonly Priority[];
  /** Categories that are never held. */
  readonly exemptCategories: readonly string[];
}

/**
 * What holds where a tenant has said nothing. Off: nothing is held that nobody asked to hold. What is
 * urgent is left alone, so that login codes pass a runaway campaign.
 */
export const DEFAULT_BRAKE: BrakeSettings = {
  enabled: false,
  factor: 10,
  minimumPerMinute: 1_000,
  maxBatch: null,
  priorities: ['normal', 'low'],
  exemptCategories: [],
};
