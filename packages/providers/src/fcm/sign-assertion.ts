import { createSign } from 'node:crypto';
import type { ServiceAccount } from './service-account.ts';

const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging';
const LIFE_SECONDS = 3_600;

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The signed JWT that is exchanged for an access token (RFC 7523, 2.1; RS256). Throws on a bad key. */
export const signAssertion = (account: ServiceAccount, audience: string, now: Date): string => {
  const issuedAt = Math.floor(now.getTime() / 1_000);
  const claims = {
    iss: account.client_email,
    scope: SCOPE,
    aud: audience,
    iat: issuedAt,
    exp: issuedAt + LIFE_SECONDS,
  };
  const signed = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  const signature = createSign('RSA-SHA256').update(signed).sign(account.private_key, 'base64url');
  return `${signed}.${signature}`;
};
