import type { Database } from '@carillon/repositories';
import type { Paces } from '../brake/open-paces.ts';
import type { TenantDirectory } from '../tenants/open-tenant-directory.ts';
import type { TenantRules } from '../tenants/tenant-rules.ts';
import type { Asking } from './accept-entry.ts';
import { fetchSubscribers, type SubscriberOf } from './fetch-subscribers.ts';
import { findTopics, type KnownTopics } from './find-topics.ts';

export interface LookUpDeps {
  readonly database: Database;
  readonly tenants: TenantDirectory;
  readonly paces: Paces;
}

/** What the entries of a flush name, as it is now. */
export interface LookedUp {
  readonly subscriberOf: SubscriberOf;
  readonly topics: KnownTopics;
  /** By tenant. */
  readonly rules: ReadonlyMap<string, TenantRules>;
}

/** A tenant's rules; where it has a brake, its pace is known afterwards. */
const rulesOf = async (
  { tenants, paces }: LookUpDeps,
  entries: readonly Asking[],
): Promise<LookedUp['rules']> => {
  const ids = [...new Set(entries.map(({ tenantId }) => tenantId))];
  const find = async (id: string) => {
    const rules = await tenants.of(id);
    if (rules.brake.enabled) await paces.know(id);
    return [id, rules] as const;
  };
  const found = await Promise.all(ids.map(find));
  return new Map(found);
};

/** Looks up all that the entries name, side by side; what none of them names costs no query. */
export const lookUpEntries = async (
  entries: readonly Asking[],
  deps: LookUpDeps,
): Promise<LookedUp> => {
  const [subscriberOf, topics, rules] = await Promise.all([
    fetchSubscribers(deps.database, entries),
    findTopics(deps.database, entries),
    rulesOf(deps, entries),
  ]);
  return { subscriberOf, topics, rules };
};
