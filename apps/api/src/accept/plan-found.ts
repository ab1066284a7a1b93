import type { TenantRules } from '../tenants/tenant-rules.ts';
import type { LookedUp } from './look-up-entries.ts';
import { planNotification, type Planned, type PlanInput } from './plan-notification.ts';
import type { RequestDraft } from './request-draft.ts';

export interface PlanFoundInput extends Pick<PlanInput, 'notificationId' | 'traceparent' | 'now'> {
  readonly tenantId: string;
  readonly found: LookedUp;
}

/** Plans a draft with what was looked up for it. */
export const planFound = (
  draft: RequestDraft,
  { tenantId, found, ...input }: PlanFoundInput,
): Planned => {
  const { subscriberId, topic } = draft.request.to;
  return planNotification({
    ...input,
    draft,
    subscriber: found.subscriberOf(tenantId, subscriberId),
    topic: found.topics.of(tenantId, topic),
    rules: found.rules.get(tenantId) as TenantRules,
  });
};
