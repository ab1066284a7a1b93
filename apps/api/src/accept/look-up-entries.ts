import type { TenantDirectory } from '../tenants/open-tenant-directory.ts';
import type { TenantRules } from '../tenants/tenant-rules.ts';
import type { Asking } from './accept-entry.ts';
import { fetchSubscribers, type SubscriberOf } from './fetch-subscribers.ts';
import { findTemplates, type FindTemplatesDeps } from './find-templates.ts';
import { findTopics, type KnownTopics } from './find-topics.ts';
import type { FoundTemplate } from './found-template.ts';
import type { RequestDraft } from './request-draft.ts';

export interface LookUpDeps extends FindTemplatesDeps {
  readonly tenants: TenantDirectory;
}

/** What the entries of a flush name, as it is now. */
export interface LookedUp {
  readonly subscriberOf: SubscriberOf;
  readonly topics: KnownTopics;
  readonly templates: ReadonlyMap<RequestDraft, FoundTemplate>;
  /** By tenant. */
  readonly rules: ReadonlyMap<string, TenantRules>;
}

const rulesOf = async (
  { tenants }: LookUpDeps,
  entries: readonly Asking[],
): Promise<LookedUp['rules']> => {
  const ids = [...new Set(entries.map(({ tenantId }) => tenantId))];
  const found = await Promise.all(ids.map(async (id) => [id, await tenants.of(id)] as const));
  return new Map(found);
};

/** Looks up all that the entries name, side by side; what none of them names costs no query. */
export const lookUpEntries = async (
  entries: readonly Asking[],
  deps: LookUpDeps,
): Promise<LookedUp> => {
  const [subscriberOf, topics, templates, rules] = await Promise.all([
    fetchSubscribers(deps.database, entries),
    findTopics(deps.database, entries),
    findTemplates(deps, entries),
    rulesOf(deps, entries),
  ]);
  return { subscriberOf, topics, templates, rules };
};
