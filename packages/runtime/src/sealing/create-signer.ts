import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { NoSealingKey } from './create-sealer.ts';
import type { SealingKey } from './sealing-keys.ts';

/** Vouches for short texts that leave us and come back. It hides nothing: the text can be read. */
export interface Signer {
  /** Signs with the first key: URL-safe, `<key id>.<text>.<mac>`. Throws `NoSealingKey` without one. */
  sign(text: string): string;
  /** The text, or null where it was not signed here for this purpose with a key that is still given. */
  open(signed: string): string | null;
}

const KEY_BYTES = 32;

const macOf = (key: Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/**
 * Signs by HMAC-SHA256. Each purpose has keys of its own, derived from those that seal (HKDF, RFC
 * 5869): what is signed for one opens nothing for another, and rotating the keys rotates these too.
 */
export const createSigner = (keys: readonly SealingKey[], purpose: string): Signer => {
  const derived = keys.map(({ id, key }) => ({
    id,
    key: Buffer.from(hkdfSync('sha256', key, '', `carillon:${purpose}`, KEY_BYTES)),
  }));
  return {
    sign: (text) => {
      const [first] = derived;
      if (first === undefined) throw new NoSealingKey('no key is configured to sign with');
      const body = `${first.id}.${Buffer.from(text).toString('base64url')}`;
      return `${body}.${macOf(first.key, body).toString('base64url')}`;
    },
    open: (signed) => {
      const [id = '', encoded = '', given = '', ...more] = signed.split('.');
      const known = derived.find((key) => key.id === id);
      if (known === undefined || more.length > 0) return null;
      const mac = macOf(known.key, `${id}.${encoded}`);
      const claimed = Buffer.from(given, 'base64url');
      const isOurs = claimed.length === mac.length && timingSafeEqual(claimed, mac);
      return isOurs ? Buffer.from(encoded, 'base64url').toString() : null;
    },
  };
};
