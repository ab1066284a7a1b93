import { createHash } from 'node:crypto';

/** The first six hex digits of a token's SHA-256: tells two tokens apart, reveals neither. */
export const hashToken = (token: string): string =>
  createHash('sha256').update(token).digest('hex').slice(0, 6);
