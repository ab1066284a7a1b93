import type { QuietHours } from './quiet-hours.ts';
import { zoneOffset } from './zone-offset.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const minutesOf = (clockTime: string): number =>
  Number(clockTime.slice(0, 2)) * 60 + Number(clockTime.slice(3, 5));

/** The first moment from `fromMs` on with the wall clock at or past `wallMs`, where it only runs forward. */
const findJump = (wallMs: number, range: { fromMs: number; toMs: number; timeZone: string }) => {
  let { fromMs, toMs } = range;
  while (toMs - fromMs > 1) {
    const middleMs = Math.floor((fromMs + toMs) / 2);
    if (middleMs + zoneOffset(range.timeZone, middleMs) >= wallMs) toMs = middleMs;
    else fromMs = middleMs;
  }
  return toMs;
};

/**
 * The next moment at which a zone's wall clock reads `wallMs` (written as if it were UTC) or jumps over
 * it. Where clocks are put back and it is read twice, the nearer one that is still to come.
 */
const nextMomentOf = (wallMs: number, timeZone: string, afterMs: number): number => {
  // A zone changes at most once within two days, and no zone is a day away from UTC.
  const offsets = [zoneOffset(timeZone, wallMs - DAY_MS), zoneOffset(timeZone, wallMs + DAY_MS)];
  const moments = offsets
    .map((offset) => wallMs - offset)
    .filter((ms) => ms > afterMs && ms + zoneOffset(timeZone, ms) === wallMs);
  if (moments.length > 0) return Math.min(...moments);
  return findJump(wallMs, { fromMs: afterMs, toMs: wallMs - Math.min(...offsets), timeZone });
};

/**
 * When the quiet hours end that `now` lies in; null outside of them. The wall clock decides, as it does
 * for the recipient: an end that a change to summer time leaves out is the moment of the change, and
 * one that comes twice is the next of the two. Costs some ten microseconds.
 */
export const quietUntil = (hours: QuietHours, timeZone: string, now: Date): Date | null => {
  const nowMs = now.getTime();
  const wallMs = nowMs + zoneOffset(timeZone, nowMs);
  const midnightMs = Math.floor(wallMs / DAY_MS) * DAY_MS;
  const minute = Math.floor((wallMs - midnightMs) / MINUTE_MS);
  const [start, end] = [minutesOf(hours.start), minutesOf(hours.end)];
  const isQuiet = start < end ? minute >= start && minute < end : minute >= start || minute < end;
  if (!isQuiet) return null;
  const endDayMs = minute < end ? midnightMs : midnightMs + DAY_MS;
  return new Date(nextMomentOf(endDayMs + end * MINUTE_MS, timeZone, nowMs));
};
