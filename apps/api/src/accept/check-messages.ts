import { type Channel, digestData, type NotificationRequest } from '@carillon/domain';
import type { TenantRules } from '../tenants/tenant-rules.ts';
import { checkSms } from './check-sms.ts';
import { checkTemplate, type Rendering } from './check-template.ts';
import type { RequestProblem } from './request-draft.ts';

/** What can be said against the messages that a request's deliveries would send; null: nothing. */
export const checkMessages = (
  request: NotificationRequest,
  deliveries: readonly { readonly channel: Channel; readonly address: string | null }[],
  { rules, rendering }: { readonly rules: TenantRules; readonly rendering: Rendering | null },
): RequestProblem | null => {
  const checked = rendering && checkTemplate(inDigest(request, rendering), deliveries);
  if (checked?.ok === false) return checked.problem;
  return checkSms(request, deliveries, { rules, templateText: checked?.smsText ?? null });
};

/** A digest's template is tried as it will be rendered, though with one item. */
const inDigest = ({ digest }: NotificationRequest, rendering: Rendering): Rendering => {
  if (digest === undefined) return rendering;
  const { template } = rendering;
  const data = digestData(template.data, [template.data]);
  return { ...rendering, template: { ...template, data } };
};
