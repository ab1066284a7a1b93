const SECONDS = /^\d{1,12}$/;
const HTTP_DATE =
  /^[A-Z][a-z]{2,8}, \d{2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT$|^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;

/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3): seconds, or a date in one of HTTP's three forms.
 * Answers milliseconds from `now`, never negative; null for anything else. How far it is believed
 * is decided by `clampRetryAfter` of the domain.
 */
export const parseRetryAfter = (
  header: string | string[] | undefined,
  now: () => Date,
): number | null => {
  const value = (Array.isArray(header) ? header[0] : header)?.trim();
  if (value === undefined) return null;
  if (SECONDS.test(value)) return Number(value) * 1_000;
  if (!HTTP_DATE.test(value)) return null;
  const at = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`);
  return Number.isNaN(at) ? null : Math.max(0, at - now().getTime());
};
