import { isUtf8 } from 'node:buffer';

/**
 * Bytes as text that gives the same bytes back: as UTF-8 where they are valid UTF-8, else as
 * Latin-1, one character a byte.
 */
export const textOfBytes = (bytes: Buffer): string =>
  isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1');
