import { type Channel, CHANNELS } from '@carillon/domain';
import type { SubscriberAddresses } from '@carillon/repositories';
import type { Renderer } from '@carillon/templates';
import type { Rendering } from './check-template.ts';
import type { FoundTemplate } from './found-template.ts';
import type { RequestDraft, RequestProblem } from './request-draft.ts';

/** What a draft's template is pinned by. */
export interface PinInput {
  readonly draft: RequestDraft;
  /** What the draft's template is now; null where it names none. */
  readonly template: FoundTemplate | null;
  readonly subscriber: SubscriberAddresses | null;
  readonly renderer: Renderer;
}

export type Pinned =
  | { readonly ok: true; readonly draft: RequestDraft; readonly rendering: Rendering | null }
  | { readonly ok: false; readonly problem: RequestProblem };

const unwritten = (channel: Channel, index: number): Pinned => {
  const detail = `The template has nothing for ${channel}.`;
  const errors = [{ path: `channels.${index}`, code: 'template_invalid', message: detail }];
  return { ok: false, problem: { code: 'template_invalid', detail, errors } };
};

/**
 * The draft with its request as it is stored: with the version of its template, the locale to render
 * it in (its own, else the recipient's, else the subscriber's), and the template's channels where it
 * names none. Refuses (422) a template that is not there, and a channel that it does not have.
 */
export const pinTemplate = ({ draft, template: found, subscriber, renderer }: PinInput): Pinned => {
  const { request, template: reference } = draft;
  if (found === null || reference === null) return { ok: true, draft, rendering: null };
  if (!found.ok) return found;
  const { version, versionId, definition } = found;
  const written = CHANNELS.filter((channel) => definition.channels[channel] !== undefined);
  const missing = request.channels.findIndex((channel) => !written.includes(channel));
  const unknown = request.channels[missing];
  if (unknown !== undefined) return unwritten(unknown, missing);
  const channels = request.channels.length > 0 ? request.channels : written;
  const { key, data } = reference;
  const locale = reference.locale ?? request.to.locale ?? subscriber?.locale ?? undefined;
  const template = { key, version, locale, data, versionId };
  return {
    ok: true,
    draft: { ...draft, request: { ...request, channels, template } },
    rendering: { renderer, definition, template },
  };
};
