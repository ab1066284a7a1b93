import { hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SHAPE = /^cln_live_([0-9A-Za-z]{8})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

const base62 = (value: bigint, length: number): string => {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n)
    text = ALPHABET[Number(rest % 62n)] + text;
  return text;
};

const randomText = (bytes: number, length: number): string =>
  base62(BigInt(`0x${randomBytes(bytes).toString('hex')}`), length);

const checksumOf = (prefix: string, secret: string): string =>
  base62(BigInt(crc32(`${prefix}_${secret}`)), 6);

/** A fresh key `cln_live_<8 id chars>_<32 random bytes in base62><CRC-32>`: shown once, stored hashed. */
export const generateApiKey = (): string => {
  const prefix = randomText(8, 8);
  const secret = randomText(32, 43);
  return `cln_live_${prefix}_${secret}${checksumOf(prefix, secret)}`;
};

/** The parts of a well-formed key; null for anything else, so that garbage costs no query. */
export const parseApiKey = (key: string): { prefix: string; secret: string } | null => {
  const [, prefix, secret, checksum] = SHAPE.exec(key) ?? [];
  if (prefix === undefined || secret === undefined) return null;
  return checksumOf(prefix, secret) === checksum ? { prefix, secret } : null;
};

/** What is stored of a key. Its secret has 256 random bits, so a plain hash is enough. */
export const hashApiKey = (secret: string): Buffer => hash('sha256', secret, 'buffer');
