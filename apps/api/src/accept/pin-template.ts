import { type Channel, CHANNELS, type NotificationRequest } from '@carillon/domain';
import type { SubscriberAddresses } from '@carillon/repositories';
import type { FoundTemplate } from './found-template.ts';
import type { RequestDraft, RequestProblem } from './request-draft.ts';

/** What a draft's template is pinned by. */
export interface PinInput {
  readonly found: FoundTemplate & { readonly ok: true };
  readonly subscriber: SubscriberAddresses | null;
}

export type Pinned =
  | { readonly ok: true; readonly request: NotificationRequest }
  | { readonly ok: false; readonly problem: RequestProblem };

const unwritten = (channel: Channel, index: number): Pinned => {
  const detail = `The template has nothing for ${channel}.`;
  const errors = [{ path: `channels.${index}`, code: 'template_invalid', message: detail }];
  return { ok: false, problem: { code: 'template_invalid', detail, errors } };
};

/**
 * The request as it is stored: with the version of its template, the locale to render it in (its own,
 * else the recipient's, else the subscriber's), and the template's channels where it names none.
 * Refuses (422) a channel that the template does not have.
 */
export const pinTemplate = (
  { request, template: reference }: RequestDraft,
  { found: { version, versionId, definition }, subscriber }: PinInput,
): Pinned => {
  if (reference === null) return { ok: true, request };
  const written = CHANNELS.filter((channel) => definition.channels[channel] !== undefined);
  const missing = request.channels.findIndex((channel) => !written.includes(channel));
  const unknown = request.channels[missing];
  if (unknown !== undefined) return unwritten(unknown, missing);
  const channels = request.channels.length > 0 ? request.channels : written;
  const { key, data } = reference;
  const locale = reference.locale ?? request.to.locale ?? subscriber?.locale ?? undefined;
  const template = { key, version, locale, data, versionId };
  return { ok: true, request: { ...request, channels, template } };
};
