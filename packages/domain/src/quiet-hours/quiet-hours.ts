/** A daily window in which a recipient wants to be left alone; it may span midnight. */
export interface QuietHours {
  /** The first minute of it, `HH:MM` on his wall clock. */
  readonly start: string;
  /** The first minute after it. Never the same as `start`. */
  readonly end: string;
  /** IANA; else the zone that is otherwise known of him. */
  readonly timezone?: string | undefined;
}

const CLOCK_TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** True for `00:00` to `23:59`. */
export const isClockTime = (text: string): boolean => CLOCK_TIME.test(text);
