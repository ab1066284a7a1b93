import type { Channel } from '../channels.ts';

/** What a tenant lets its recipients decide about one kind of notification (API.md, categories). */
export interface Category {
  readonly key: string;
  /** What recipients call it, as on the page to unsubscribe; null where nobody gave it a name. */
  readonly name: string | null;
  /** Whether recipients may opt out of it. */
  readonly optOut: boolean;
  /** Whether it waits for the end of a recipient's quiet hours. */
  readonly quietHours: boolean;
  /** Whether priority `critical` goes out in quiet hours all the same. */
  readonly criticalPassesQuietHours: boolean;
  /** Whether a channel is used where the recipient has not said; one that is not named is. */
  readonly channels: Readonly<Partial<Record<Channel, boolean>>>;
  /** How long its notifications are kept; null for as long as all others. */
  readonly retentionDays: number | null;
}
