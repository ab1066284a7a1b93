import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { CarillonError, MAX_IDEMPOTENCY_KEY_LENGTH } from '@carillon/domain';
import { canonicalJson } from './canonical-json.ts';

/** A caller's key, and what tells whether a second request under it is the same. */
export interface IdempotencyKey {
  readonly key: string;
  readonly fingerprint: Buffer;
}

const VISIBLE = new RegExp(`^[\\x21-\\x7e]{1,${MAX_IDEMPOTENCY_KEY_LENGTH}}$`);

/** The key of a request, under either of its two names; null without one. Throws 400. */
export const idempotencyKeyIn = (headers: IncomingHttpHeaders): string | null => {
  const plain = headers['idempotency-key'];
  const prefixed = headers['x-idempotency-key'];
  const key = plain ?? prefixed;
  if (key === undefined) return null;
  if (prefixed !== undefined && prefixed !== key) {
    throw new CarillonError(
      'invalid_idempotency_key',
      'Two different idempotency keys were given.',
    );
  }
  if (typeof key !== 'string' || !VISIBLE.test(key)) {
    throw new CarillonError(
      'invalid_idempotency_key',
      `An idempotency key has 1 to ${MAX_IDEMPOTENCY_KEY_LENGTH} visible ASCII characters.`,
    );
  }
  return key;
};

/** SHA-256 of method, path and body; the order of a body's keys and its blanks do not count. */
export const fingerprintOf = (method: string, path: string, body: unknown): Buffer =>
  createHash('sha256')
    .update(`${method} ${path}\n${body === undefined ? '' : canonicalJson(body)}`)
    .digest();
