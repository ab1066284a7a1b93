import type { Channel } from '../channels.ts';
import type { QuietHours } from '../quiet-hours/quiet-hours.ts';

/** Which channels a recipient wants, or does not want, for each category; the rest he left open. */
export type CategoryWishes = Readonly<
  Record<string, Readonly<Partial<Record<Channel, boolean>>> | undefined>
>;

/** What a recipient has decided for himself (API.md, preferences). */
export interface Preferences {
  readonly categories: CategoryWishes;
  readonly quietHours: QuietHours | null;
}

/** Of a recipient who has never said anything. */
export const NO_PREFERENCES: Preferences = { categories: {}, quietHours: null };
