import {
  dueAt,
  expiresAtOf,
  type FieldError,
  missingAddresses,
  type Recipient,
} from '@carillon/domain';
import { checkWebhookUrl, type EgressPolicy } from '@carillon/providers';
import type { ReadNotification } from '../endpoints/notifications/notification-request-schema.ts';
import type { RequestDraft } from './request-draft.ts';

/** What a request is judged by beside its own text. */
export interface DraftContext {
  readonly now: Date;
  readonly egress: EgressPolicy;
}

export type Drafted =
  | { readonly ok: true; readonly draft: RequestDraft }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** The recipient with its webhook's URL in normal form. */
const checkRecipient = (
  to: ReadNotification['to'],
  egress: EgressPolicy,
  errors: FieldError[],
): Recipient => {
  if (to.webhookUrl === undefined) return to;
  const checked = checkWebhookUrl(to.webhookUrl, egress);
  if (checked.ok) return { ...to, webhookUrl: checked.href };
  const message = `The URL ${checked.reason}.`;
  errors.push({ path: 'to.webhookUrl', code: 'webhook_url_not_allowed', message });
  return to;
};

/**
 * What a schema cannot tell: times against the clock, a webhook's URL against the egress policy, the
 * addresses that the channels need. Finds all that is wrong (400); paths are within the request.
 */
export const draftRequest = (
  read: ReadNotification,
  { now: acceptedAt, egress }: DraftContext,
): Drafted => {
  const errors: FieldError[] = [];
  const scheduledAt = read.scheduledAt ?? null;
  const due = dueAt(scheduledAt, acceptedAt);
  if (!due.ok) errors.push({ path: 'scheduledAt', code: due.code, message: due.message });
  const firstDueAt = due.ok ? due.dueAt : acceptedAt;
  const collectedUntil = new Date(firstDueAt.getTime() + (read.digest?.windowMs ?? 0));
  const asked = { expiresAt: read.expiresAt ?? null, dueAt: collectedUntil, acceptedAt };
  const expiry = expiresAtOf(asked);
  if (!expiry.ok) {
    errors.push({ path: 'expiresAt', code: 'invalid_value', message: expiry.message });
  }
  const to = checkRecipient(read.to, egress, errors);
  const channels = read.channels ?? read.route?.channels ?? [];
  errors.push(...missingAddresses(to, channels));
  if (errors.length > 0 || !expiry.ok) return { ok: false, errors };
  const request = {
    ...read,
    to,
    channels,
    template: undefined,
    priority: read.priority === 'urgent' ? 'critical' : read.priority,
    scheduledAt: scheduledAt?.toISOString(),
    expiresAt: read.expiresAt?.toISOString(),
  } as const;
  const times = { scheduledAt, dueAt: firstDueAt, expiresAt: expiry.expiresAt };
  return { ok: true, draft: { request, template: read.template ?? null, tried: null, ...times } };
};
