import { objectIn } from '../vendors/json-reply.ts';

const JWT = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;
/** A signature is as long as the key; Google's have 2,048 bits. */
const LEAST_SIGNATURE_BYTES = 256;
const NEEDED = { iss: 'string', scope: 'string', aud: 'string', iat: 'number', exp: 'number' };

const decoded = (part = '') => Buffer.from(part, 'base64url');

/**
 * Whether this is what Google's clients send: a JWT signed by RS256 with the claims of a service
 * account. By which key nobody here can know: any will do.
 */
export const isSignedAssertion = (text: string): boolean => {
  const [, header, payload, signature] = JWT.exec(text) ?? [];
  const claims = objectIn(decoded(payload));
  return (
    objectIn(decoded(header))['alg'] === 'RS256' &&
    Object.entries(NEEDED).every(([name, type]) => typeof claims[name] === type) &&
    decoded(signature).length >= LEAST_SIGNATURE_BYTES
  );
};
