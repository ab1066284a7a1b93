import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SealingKey } from './sealing-keys.ts';

/** Where a sealed text belongs: it opens nowhere else, so rows cannot be swapped. */
export interface SealedPlace {
  readonly tenantId: string;
  readonly accountId: string;
  readonly setting: string;
}

/** Keeps secrets at rest: AES-256-GCM with a random nonce and the id of its key (NIST SP 800-38D). */
export interface Sealer {
  /** Seals with the first key. Throws `NoSealingKey` where none is configured. */
  seal(text: string, place: SealedPlace): string;
  /** Opens with whichever key sealed it. Throws `CannotUnseal`, which never says more than the key's id. */
  open(sealed: string, place: SealedPlace): string;
  /** True when the text was sealed with another key than the first. */
  isStale(sealed: string): boolean;
}

export class NoSealingKey extends Error {
  override readonly name = 'NoSealingKey';
}

export class CannotUnseal extends Error {
  override readonly name = 'CannotUnseal';
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1';

const placeOf = ({ tenantId, accountId, setting }: SealedPlace): Buffer =>
  Buffer.from([VERSION, tenantId, accountId, setting].join('|'));

export const createSealer = (keys: readonly SealingKey[]): Sealer => {
  const [first] = keys;
  return {
    seal: (text, place) => {
      if (first === undefined) throw new NoSealingKey('no key is configured to keep secrets with');
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', first.key, nonce).setAAD(placeOf(place));
      const body = Buffer.concat([
        cipher.update(text, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
      return [VERSION, first.id, nonce.toString('base64url'), body.toString('base64url')].join('.');
    },
    open: (sealed, place) => {
      const [version, keyId, nonce = '', body = ''] = sealed.split('.');
      const known = keys.find((key) => key.id === keyId);
      if (version !== VERSION || known === undefined) {
        throw new CannotUnseal(`there is no key "${keyId ?? ''}" to open this with`);
      }
      const bytes = Buffer.from(body, 'base64url');
      const tagAt = bytes.length - TAG_BYTES;
      try {
        const iv = Buffer.from(nonce, 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', known.key, iv, {
          authTagLength: TAG_BYTES,
        })
          .setAAD(placeOf(place))
          .setAuthTag(bytes.subarray(tagAt));
        return (
          decipher.update(bytes.subarray(0, tagAt), undefined, 'utf8') + decipher.final('utf8')
        );
      } catch {
        throw new CannotUnseal(`the text was not sealed here with the key "${known.id}"`);
      }
    },
    isStale: (sealed) => sealed.split('.', 2)[1] !== first?.id,
  };
};
