import { createHash } from 'node:crypto';

/** Something whose health is watched. */
export interface Watched {
  readonly key: string;
  readonly tenantId: string | null;
  readonly accountId: string | null;
  readonly what: 'account' | 'endpoint' | 'host';
}

/** A provider account as a whole. */
export const watchedAccount = (tenantId: string, accountId: string): Watched => ({
  key: accountKey(accountId),
  tenantId,
  accountId,
  what: 'account',
});

export const accountKey = (accountId: string): string => `account:${accountId}`;

const DIGEST_CHARACTERS = 32;

/** One tenant's webhook URL; its digest, because a URL can hold a secret. */
export const watchedEndpoint = (tenantId: string, url: string): Watched => {
  const digest = createHash('sha256').update(url).digest('hex').slice(0, DIGEST_CHARACTERS);
  return { key: `endpoint:${tenantId}:${digest}`, tenantId, accountId: null, what: 'endpoint' };
};

/** The host behind webhook URLs, for failures below HTTP only; every tenant's together. */
export const watchedHost = (url: string): Watched => ({
  key: `host:${URL.parse(url)?.host ?? 'none'}`,
  tenantId: null,
  accountId: null,
  what: 'host',
});
