import { createSigner, type SealingKey } from '@carillon/runtime';

/** What a browser's token opens: one inbox, for a time. */
export interface InboxGrant {
  readonly tenantId: string;
  readonly subscriberId: string;
  readonly expiresAtMs: number;
}

/** Tokens for browsers: signed, so that reading one asks nobody. They cannot be taken back. */
export interface InboxTokens {
  /** Throws `NoSealingKey` where no key is configured. */
  issue(grant: InboxGrant): string;
  /** What a token opens, expired or not; null for one that is not ours. */
  read(token: string): InboxGrant | null;
}

/** By its beginning a token is told from an API key, and found by secret scanners. */
const PREFIX = 'cln_inbox_';

export const isInboxToken = (text: string): boolean => text.startsWith(PREFIX);

export const createInboxTokens = (keys: readonly SealingKey[]): InboxTokens => {
  const signer = createSigner(keys, 'inbox-token');
  return {
    issue: ({ tenantId, subscriberId, expiresAtMs }) =>
      PREFIX + signer.sign(JSON.stringify([tenantId, subscriberId, expiresAtMs])),
    read: (token) => {
      const text = isInboxToken(token) ? signer.open(token.slice(PREFIX.length)) : null;
      if (text === null) return null;
      const [tenantId, subscriberId, expiresAtMs] = JSON.parse(text) as [string, string, number];
      return { tenantId, subscriberId, expiresAtMs };
    },
  };
};
