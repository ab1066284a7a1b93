/**
 * Ids of one notification are a family: they share their first 28 hex digits, which hold the
 * time of acceptance and 58 random bits, so that all of them fall into the same daily partition and
 * a notification's deliveries are found by a range of ids, without an index of their own.
 *
 *   notification  …-xxxxxxxx0000   delivery n  …-xxxxxxxxnnnn   (n = 1 … 65,535)
 *
 * All stay valid UUIDv7 (RFC 9562): only random bits are given a meaning.
 */
const FAMILY_LENGTH = 32;

const withOrdinal = (id: string, ordinal: number): string =>
  id.slice(0, FAMILY_LENGTH) + ordinal.toString(16).padStart(4, '0');

/** Turns a fresh UUIDv7 into a notification's id. */
export const notificationIdFrom = (uuidv7: string): string => withOrdinal(uuidv7, 0);

/** The id of a notification's n-th delivery, n from 1 to 65,535. */
export const deliveryIdOf = (notificationId: string, n: number): string => {
  if (!Number.isInteger(n) || n < 1 || n > 0xffff) throw new RangeError(`no delivery number ${n}`);
  return withOrdinal(notificationId, n);
};

/** The notification that a delivery belongs to. */
export const notificationIdOf = (deliveryId: string): string => withOrdinal(deliveryId, 0);

/** The last id a delivery of this notification can have: `id > n AND id <= lastDeliveryIdOf(n)`. */
export const lastDeliveryIdOf = (notificationId: string): string =>
  withOrdinal(notificationId, 0xffff);

/**
 * The id of the attempt made under one lease: known before the provider is called and to whoever
 * knows the delivery and its token, so that a receipt may come before the result is written.
 */
export const attemptIdOf = (deliveryId: string, leaseToken: number): string => {
  const random = Number.parseInt(deliveryId.slice(24, 32), 16);
  const mixed = ((random ^ leaseToken) >>> 0).toString(16).padStart(8, '0');
  return deliveryId.slice(0, 24) + mixed + deliveryId.slice(32);
};

/** The greatest `integer` of PostgreSQL. */
const MAX_TOKEN = 2 ** 31 - 1;

/** The lease that an attempt was made under; null when the id is none of this delivery's. */
export const leaseTokenOf = (attemptId: string, deliveryId: string): number | null => {
  if (!isUuid(attemptId) || !isUuid(deliveryId)) return null;
  const token =
    (Number.parseInt(attemptId.slice(24, 32), 16) ^
      Number.parseInt(deliveryId.slice(24, 32), 16)) >>>
    0;
  return attemptIdOf(deliveryId, token) === attemptId && token <= MAX_TOKEN ? token : null;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for a lower-case UUID in its usual form; a malformed id is simply not found (404). */
export const isUuid = (text: string): boolean => UUID.test(text);

/** When an id was made, in ms since 1970: the first 48 bits of a UUIDv7 (RFC 9562, 5.7). */
export const timeOfId = (uuidv7: string): number =>
  Number.parseInt(uuidv7.slice(0, 8) + uuidv7.slice(9, 13), 16);

/** The last millisecond that a UUIDv7 can hold, in the year 10889. */
const LAST_TIME_MS = 2 ** 48 - 1;

/** The lowest id that can be made at this time: what a time filter compares ids with. */
export const lowestIdAt = (timeMs: number): string => {
  const held = Math.min(Math.max(0, Math.floor(timeMs)), LAST_TIME_MS);
  const hex = held.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`;
};
