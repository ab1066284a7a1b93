import { hash } from 'node:crypto';

const BLOCK_BYTES = 64;
const INNER = 0x36;
const OUTER = 0x5c;

/** A key made ready: its block, padded for the inner and for the outer hash. */
export interface HmacKey {
  readonly inner: Buffer;
  readonly outer: Buffer;
}

const padded = (secret: Buffer, pad: number): Buffer => {
  const block = Buffer.alloc(BLOCK_BYTES, pad);
  for (const [i, byte] of secret.entries()) block[i] = byte ^ pad;
  return block;
};

/** Throws a RangeError for a secret of more than 64 bytes, which would have to be hashed first. */
export const hmacKey = (secret: Buffer): HmacKey => {
  if (secret.length > BLOCK_BYTES) throw new RangeError('an HMAC key here has at most 64 bytes');
  return { inner: padded(secret, INNER), outer: padded(secret, OUTER) };
};

/**
 * HMAC-SHA-256 of a text (RFC 2104) in base64. By `createHmac` every signature makes an object that
 * the garbage collector must follow, which took a tenth of a webhook call; two plain hashes do not.
 */
export const hmacSha256 = (text: string, { inner, outer }: HmacKey): string => {
  const message = Buffer.allocUnsafe(BLOCK_BYTES + Buffer.byteLength(text));
  inner.copy(message);
  message.write(text, BLOCK_BYTES);
  const digest = hash('sha256', message, 'buffer');
  return hash('sha256', Buffer.concat([outer, digest]), 'base64');
};
