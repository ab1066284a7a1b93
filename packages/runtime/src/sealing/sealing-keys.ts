import { z } from 'zod';

/** One key to seal and open with; its id travels with what it has sealed. */
export interface SealingKey {
  readonly id: string;
  readonly key: Buffer;
}

const KEY_BYTES = 32;
/** What `head -c 32 /dev/zero | base64` makes for a first try. */
const NO_KEY = Buffer.alloc(KEY_BYTES);
const ENTRY = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]{43}=?)$/;

/** Config: `id:key[,id:key]`, each key 32 bytes in base64. The first seals, all of them open. */
export const sealingKeys = () =>
  z
    .string()
    .transform((text, context): readonly SealingKey[] => {
      const entries = text.split(',').flatMap((part) => part.trim() || []);
      const keys = entries.flatMap((entry) => {
        const [, id, encoded] = ENTRY.exec(entry) ?? [];
        const key = Buffer.from(encoded ?? '', 'base64');
        const isKey = key.length === KEY_BYTES && !key.equals(NO_KEY);
        return id === undefined || !isKey ? [] : [{ id, key }];
      });
      if (keys.length === entries.length) return keys;
      context.addIssue({ code: 'custom', message: 'not a list of keys' });
      return z.NEVER;
    })
    .meta({ expected: 'keys such as k1:<32 bytes in base64>, the newest first' });
