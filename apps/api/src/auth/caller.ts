import type { CarillonError } from '@carillon/domain';
import type { KeyRateLimit } from '@carillon/repositories';
import type { InboxGrant } from './inbox-tokens.ts';

/** Who calls: an API key or a browser's token, and the tenant it acts for. */
export interface Caller {
  /** Null for a browser's token. */
  readonly apiKeyId: string | null;
  readonly tenantId: string;
  readonly scopes: ReadonlySet<string>;
  /** The key's own limit of requests; null where what holds for every key is enough. */
  readonly rateLimit: KeyRateLimit | null;
  /** Set for a browser's token: the one inbox that it opens. */
  readonly inbox: InboxGrant | null;
  /** Why it may not act for the tenant that it names: said once its limits have counted the request. */
  readonly wrongTenant?: CarillonError;
}
