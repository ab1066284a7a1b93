import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const COST_LOG2 = 15;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const FORM = /^scrypt\.(1[4-9]|20)\.([\w-]{22,86})\.([\w-]{43})$/;

const derive = (password: string, salt: Buffer, costLog2: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const N = 2 ** costLog2;
    // scrypt needs 128 × N × r bytes; Node's own limit is that of N = 2^15.
    const options = { N, r: 8, p: 1, maxmem: 128 * N * 8 * 2 };
    scrypt(password.normalize('NFC'), salt, HASH_BYTES, options, (error, hash) =>
      error === null ? resolve(hash) : reject(error),
    );
  });

/**
 * A password as it may be written into a configuration: `scrypt.<log2 N>.<salt>.<hash>` (RFC 7914),
 * without characters that shells, `.env` files or compose files would change.
 */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, COST_LOG2);
  return ['scrypt', COST_LOG2, salt.toString('base64url'), hash.toString('base64url')].join('.');
};

export const isPasswordHash = (text: string): boolean => FORM.test(text);

/** Whether this is the password of that hash: about 50 ms, off the event loop. */
export const isPassword = async (password: string, hash: string): Promise<boolean> => {
  const [, costLog2, salt = '', expected = ''] = FORM.exec(hash) ?? [];
  if (costLog2 === undefined) return false;
  const derived = await derive(password, Buffer.from(salt, 'base64url'), Number(costLog2));
  return timingSafeEqual(derived, Buffer.from(expected, 'base64url'));
};
