import type { Database, HoldTerms } from '@carillon/repositories';
import type { Clock } from '@carillon/runtime';
import type { TemplateDefinition } from '@carillon/templates';
import { brakeEntry } from '../brake/brake-entry.ts';
import type { Ids } from '../create-ids.ts';
import type { Asking } from './accept-entry.ts';
import { dedupeName } from './dedupe-keys.ts';
import { fetchFirsts } from './fetch-firsts.ts';
import { lookUpEntries, type LookUpDeps } from './look-up-entries.ts';
import { planFound } from './plan-found.ts';
import type { Planned } from './plan-notification.ts';
import type { TenantRules } from '../tenants/tenant-rules.ts';
import type { TryTemplates } from './try-templates.ts';

export interface PlanAloneDeps extends LookUpDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly tryTemplates: TryTemplates;
}

/** What accepting a request would come to. */
export interface PlannedAlone {
  readonly planned: Planned;
  /** The sources of the template that it names. */
  readonly definition: TemplateDefinition | null;
  /** Who was first with its dedupe key. */
  readonly firstId: string | null;
  /** What the brake would make of it now; null: it would let it through. */
  readonly hold: HoldTerms | null;
}

/** Looks up and plans one request beside the group commit, for who only wants to see the plan. */
export const planAlone = async (deps: PlanAloneDeps, asking: Asking): Promise<PlannedAlone> => {
  const { tenantId } = asking;
  const [draft] = (await deps.tryTemplates(asking)).drafts;
  if (draft === undefined) throw new Error('there is nothing to plan');
  const [found, firsts] = await Promise.all([
    lookUpEntries([asking], deps),
    fetchFirsts(deps.database, [asking]),
  ]);
  const planned = planFound(draft, {
    tenantId,
    found,
    notificationId: deps.ids.newNotificationId(),
    traceparent: null,
    now: deps.clock.now(),
  });
  const { brake: settings } = found.rules.get(tenantId) as TenantRules;
  const pace = deps.paces.of(tenantId);
  const { hold } = brakeEntry([planned], { settings, pace, newId: deps.ids.newId });
  const { dedupe } = draft.request;
  const first = dedupe && firsts.get(dedupeName(tenantId, dedupe.key));
  return {
    planned,
    definition: draft.tried?.ok === true ? draft.tried.definition : null,
    firstId: first?.record.id ?? null,
    hold,
  };
};
