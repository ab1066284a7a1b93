import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

/** Puts short texts into links: nobody else can read them, change them or make them. */
export interface LinkSealer {
  /** URL-safe, and always the same for the same text. */
  seal(text: string): string;
  /** The text, or null where the link was not made here for this purpose. */
  open(sealed: string): string | null;
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/**
 * Seals by AES-256-GCM (NIST SP 800-38D). The nonce follows from the text by an HMAC under a key of its
 * own, as in synthetic initialization vectors (RFC 5297): a random one is safe for 2^32 texts under one
 * key only, which a busy installation has sent in weeks, and this key has to last as long as the links.
 * Both keys are derived from `secret` for this purpose (HKDF, RFC 5869).
 */
export const createLinkSealer = (secret: string, purpose: string): LinkSealer => {
  const derived = Buffer.from(hkdfSync('sha256', secret, '', `carillon:${purpose}`, 2 * KEY_BYTES));
  const [key, nonceKey] = [derived.subarray(0, KEY_BYTES), derived.subarray(KEY_BYTES)];
  return {
    seal: (text) => {
      const nonce = createHmac('sha256', nonceKey).update(text).digest().subarray(0, NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce);
      const body = [cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return Buffer.concat([nonce, ...body]).toString('base64url');
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64url');
      // One text has one link: what only decodes to the same bytes is another.
      if (bytes.length < NONCE_BYTES + TAG_BYTES || bytes.toString('base64url') !== sealed) {
        return null;
      }
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const body = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
        return decipher.update(body, undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return null;
      }
    },
  };
};
