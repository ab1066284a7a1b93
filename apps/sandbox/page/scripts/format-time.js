const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** A time as the list shows it: short, and the older the coarser. */
export const shortTime = (iso, now = Date.now()) => {
  const at = new Date(iso);
  const age = now - at.getTime();
  if (age < MINUTE) return 'now';
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  return at.toDateString() === new Date(now).toDateString() ? clock.format(at) : day.format(at);
};

/** A time to the second, in the reader's zone. */
export const fullTime = (iso) => full.format(new Date(iso));
