/**
 * The limits of a request (API.md, "Notifications" and "Conventions"). Lengths are in UTF-16 code
 * units, as JavaScript's `length` and JSON Schema's `maxLength` in zod count them.
 */
export const MAX_TITLE_LENGTH = 500;
export const MAX_BODY_LENGTH = 4_096;
/** 200 KB of UTF-8; a notification's whole body is held to `MAX_REQUEST_BYTES` as well. */
export const MAX_HTML_BYTES = 200 * 1_024;

export const MAX_REQUEST_BYTES = 256 * 1_024;
/** Measured after inflation. */
export const MAX_BATCH_BYTES = 4 * 1_024 * 1_024;
export const MAX_BATCH_SIZE = 1_000;

/** Subscribers that one call adds to a topic or takes out of it. */
export const MAX_TOPIC_CHANGES = 1_000;

export const MAX_METADATA_KEYS = 50;
/** Nesting of `data`: the object itself is the first level. */
export const MAX_DATA_DEPTH = 10;
/** Keys of `data`, counted over all its levels. */
export const MAX_DATA_KEYS = 1_000;

/** How far ahead `scheduledAt` and `expiresAt` may lie. */
export const MAX_AHEAD_MS = 365 * 86_400_000;
/** How far past a `scheduledAt` may lie and still mean now. */
export const SCHEDULE_GRACE_MS = 60_000;
/** Without `expiresAt` a delivery expires this long after it was first due. */
export const DEFAULT_EXPIRY_MS = 72 * 3_600_000;

/** A push to a subscriber goes to so many of his devices at most: those registered last. */
export const MAX_DEVICES = 50;

/** Idempotency-Key: visible ASCII, at most this long. */
export const MAX_IDEMPOTENCY_KEY_LENGTH = 255;
