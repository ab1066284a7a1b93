import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const SECRET = String.raw`whsec_[A-Za-z0-9+/]{32,86}={0,2}`;

/** One secret, or several parted by single spaces while they are being rotated. */
export const WEBHOOK_SECRETS_PATTERN = `${SECRET}(?: ${SECRET})*`;

/** Makes a secret: 32 random bytes; the standard asks for 24 to 64. */
export const newWebhookSecret = (): string => PREFIX + randomBytes(32).toString('base64');

/** The keys behind one secret or several. Throws on what `WEBHOOK_SECRETS_PATTERN` does not match. */
export const webhookKeys = (secrets: string): readonly KeyObject[] => {
  if (!new RegExp(`^${WEBHOOK_SECRETS_PATTERN}$`).test(secrets)) {
    throw new Error('webhook: the secret does not have its form');
  }
  return secrets
    .split(' ')
    .map((secret) => createSecretKey(Buffer.from(secret.slice(PREFIX.length), 'base64')));
};
