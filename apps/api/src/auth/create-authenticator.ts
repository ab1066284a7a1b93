import type { IncomingHttpHeaders } from 'node:http';
import { CarillonError, isUuid } from '@carillon/domain';
import { type Database, DEFAULT_TENANT_ID, tenantExists } from '@carillon/repositories';
import type { Caller } from './caller.ts';
import type { FindKey, GoodKey } from './find-key.ts';

/** Tells who calls: at once where the key is known. Throws (or rejects with) 401, 403 or 404. */
export type Authenticate = (headers: IncomingHttpHeaders) => Caller | Promise<Caller>;

const BEARER = /^bearer +(\S+)$/i;

/** The name of the tenant that the first migration makes. */
const DEFAULT_TENANT_NAME = 'default';

/** One text for a key that is missing, malformed, wrong, revoked or expired. */
const unauthenticated = (): CarillonError =>
  new CarillonError('unauthenticated', 'This needs a valid API key: Authorization: Bearer <key>.');

/**
 * Reads the key and the tenant it acts for: its own, or for `admin` the tenant `default` unless
 * `X-Tenant-Id` names another (API.md, Scopes).
 */
export const createAuthenticator = (parts: {
  readonly database: Database;
  readonly findKey: FindKey;
}): Authenticate => {
  const { database, findKey } = parts;
  const knownTenants = new Set([DEFAULT_TENANT_ID]);

  const asAdmin = async (key: GoodKey, tenantId: string): Promise<Caller> => {
    if (!knownTenants.has(tenantId)) {
      if (!isUuid(tenantId) || !(await tenantExists(database, tenantId))) {
        throw new CarillonError('not_found', 'X-Tenant-Id names no tenant.');
      }
      knownTenants.add(tenantId);
    }
    return { apiKeyId: key.id, tenantId, scopes: key.scopes };
  };

  const callerOf = (key: GoodKey | null, named: string | undefined): Caller | Promise<Caller> => {
    if (key === null) throw unauthenticated();
    if (key.scopes.has('admin')) return asAdmin(key, named ?? DEFAULT_TENANT_ID);
    if (named !== undefined && named !== key.tenantId) {
      throw new CarillonError('insufficient_scope', 'This key acts for its own tenant only.');
    }
    return { apiKeyId: key.id, tenantId: key.tenantId, scopes: key.scopes };
  };

  return (headers) => {
    const header = headers['x-tenant-id'];
    const given = Array.isArray(header) ? header.join() : header;
    const named = given === DEFAULT_TENANT_NAME ? DEFAULT_TENANT_ID : given;
    const text = BEARER.exec(headers.authorization ?? '')?.[1];
    if (text === undefined) throw unauthenticated();
    const found = findKey(text);
    return found instanceof Promise
      ? found.then((key) => callerOf(key, named))
      : callerOf(found, named);
  };
};
