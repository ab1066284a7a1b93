/**
 * SQLSTATE classes and codes that say "not now" rather than "not so": connection exceptions (08),
 * insufficient resources such as a full disk (53), a server that stops or starts (57P), a statement
 * or lock time-out, and a standby that took the place of the primary.
 */
const TRANSIENT_STATE = /^(?:08...|53...|57P0[1-5]|57014|55P03|25006|40001|40P01)$/;
const NETWORK_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** What pg says without a code. */
const LOST =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/;

/**
 * True when a statement failed because PostgreSQL is away, full, too slow or changing roles: the
 * same statement may succeed later, and a client is told 503 with Retry-After, never 500.
 */
export const isUnavailable = (error: unknown): boolean => {
  // Not `instanceof`: errors of sockets may come from another realm, as they do where code runs in a VM.
  if (!Error.isError(error)) return false;
  if ('errors' in error && Array.isArray(error.errors)) return error.errors.some(isUnavailable);
  const code: unknown = 'code' in error ? error.code : undefined;
  if (typeof code === 'string') return NETWORK_CODES.has(code) || TRANSIENT_STATE.test(code);
  return LOST.test(error.message);
};
