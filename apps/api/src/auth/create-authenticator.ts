import { CarillonError, isUuid } from '@carillon/domain';
import { type Database, DEFAULT_TENANT_ID, tenantExists } from '@carillon/repositories';
import type { Clock } from '@carillon/runtime';
import type { Request } from 'express';
import type { Caller } from './caller.ts';
import { type InboxTokens, isInboxToken } from './inbox-tokens.ts';
import type { GoodKey, KeyRing } from './open-key-ring.ts';

/**
 * Tells who calls: at once where the key is known. Throws (or rejects with) 401; whoever names a tenant
 * that is not his is known and has a `wrongTenant`. In a query only a browser's token counts. `ip` is the
 * client's address as `TRUST_PROXY` makes it out.
 */
export type Authenticate = (
  request: Pick<Request, 'headers' | 'ip'>,
  queryToken: string | undefined,
) => Caller | Promise<Caller>;

const BEARER = /^bearer +(\S+)$/i;

/** The name of the tenant that the first migration makes. */
const DEFAULT_TENANT_NAME = 'default';

/** What a browser may do with its own inbox. */
const INBOX_SCOPES: ReadonlySet<string> = new Set(['subscribers:write']);

/**
 * One text for a key that is missing, malformed, wrong, revoked, expired or used from an address that
 * is not its own: whoever found a key somewhere does not learn that it is a good one elsewhere.
 */
const unauthenticated = (): CarillonError =>
  new CarillonError('unauthenticated', 'This needs a valid API key: Authorization: Bearer <key>.');

/** A caller with a tenant of its own, who may name that one only. */
const bound = (caller: Caller, named: string | undefined): Caller => {
  if (named === undefined || named === caller.tenantId) return caller;
  const text = 'This key acts for its own tenant only.';
  return { ...caller, wrongTenant: new CarillonError('insufficient_scope', text) };
};

const actingFor = ({ id, scopes, rateLimit }: GoodKey, tenantId: string): Caller => ({
  apiKeyId: id,
  tenantId,
  scopes,
  rateLimit,
  inbox: null,
});

/**
 * Reads the key and the tenant it acts for: its own, or for `admin` the tenant `default` unless
 * `X-Tenant-Id` names another (API.md, Scopes).
 */
export const createAuthenticator = (parts: {
  readonly database: Database;
  readonly keyRing: Pick<KeyRing, 'find'>;
  readonly inboxTokens: InboxTokens;
  readonly clock: Clock;
}): Authenticate => {
  const { database, keyRing, inboxTokens, clock } = parts;
  const knownTenants = new Set([DEFAULT_TENANT_ID]);

  const asAdmin = async (key: GoodKey, tenantId: string): Promise<Caller> => {
    if (!knownTenants.has(tenantId)) {
      if (!isUuid(tenantId) || !(await tenantExists(database, tenantId))) {
        const wrongTenant = new CarillonError('not_found', 'X-Tenant-Id names no tenant.');
        return { ...actingFor(key, DEFAULT_TENANT_ID), wrongTenant };
      }
      knownTenants.add(tenantId);
    }
    return actingFor(key, tenantId);
  };

  const callerOf = (key: GoodKey | null, named: string | undefined): Caller | Promise<Caller> => {
    if (key === null) throw unauthenticated();
    if (key.scopes.has('admin')) return asAdmin(key, named ?? DEFAULT_TENANT_ID);
    return bound(actingFor(key, key.tenantId), named);
  };

  const browserOf = (token: string, named: string | undefined): Caller => {
    const inbox = inboxTokens.read(token);
    if (inbox === null) throw unauthenticated();
    if (inbox.expiresAtMs <= clock.nowMs()) {
      throw new CarillonError('unauthenticated', 'This token has expired.');
    }
    const { tenantId } = inbox;
    return bound({ apiKeyId: null, tenantId, scopes: INBOX_SCOPES, rateLimit: null, inbox }, named);
  };

  return (request, queryToken) => {
    const { headers } = request;
    const header = headers['x-tenant-id'];
    const given = Array.isArray(header) ? header.join() : header;
    const named = given === DEFAULT_TENANT_NAME ? DEFAULT_TENANT_ID : given;
    const text = BEARER.exec(headers.authorization ?? '')?.[1] ?? queryToken;
    if (text === undefined) throw unauthenticated();
    if (isInboxToken(text)) return browserOf(text, named);
    if (queryToken !== undefined) throw unauthenticated();
    const found = keyRing.find(text, request);
    return found instanceof Promise
      ? found.then((key) => callerOf(key, named))
      : callerOf(found, named);
  };
};
