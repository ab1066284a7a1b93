/** A formatter takes some tens of kilobytes, and a zone's name may be written in any case. */
const MOST_FORMATTERS = 200;
const formatters = new Map<string, Intl.DateTimeFormat>();

const formatterOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  if (formatters.size >= MOST_FORMATTERS) formatters.clear();
  formatters.set(timeZone, made);
  return made;
};

/**
 * How far a zone's wall clock is ahead of UTC at a moment, both in ms. The zone data are those that
 * the runtime was built with. Throws a RangeError for a zone that it does not know.
 */
export const zoneOffset = (timeZone: string, atMs: number): number => {
  const parts = formatterOf(timeZone).formatToParts(atMs);
  const read = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value);
  const wallMs = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return wallMs - Math.floor(atMs / 1_000) * 1_000;
};
