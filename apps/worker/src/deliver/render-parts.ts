import type { MessageParts } from '@carillon/domain';
import type { SendResult } from '@carillon/providers';
import type { ClaimedDelivery } from '@carillon/repositories';
import { renderContent, type Renderer, type TemplateDefinition } from '@carillon/templates';
import type { Versions } from './read-versions.ts';

/** What a delivery sends, or why it can never be sent as it was accepted. */
export type RenderedParts =
  | { readonly ok: true; readonly parts: MessageParts }
  | { readonly ok: false; readonly result: SendResult };

/** A message that no repeat makes better: a dead letter with the reason. */
const unsendable = (code: string, message: string): RenderedParts => ({
  ok: false,
  result: {
    outcome: 'permanent_message',
    begun: true,
    code,
    message,
    response: null,
    providerMessageId: null,
    retryAfterMs: null,
  },
});

/** Renders a delivery for its channel, from its content or by its template. */
export const renderParts = (
  renderer: Renderer,
  { request, channel }: Pick<ClaimedDelivery, 'request' | 'channel'>,
  versions: Versions,
): RenderedParts => {
  const { template, content } = request;
  if (template === undefined) {
    return { ok: true, parts: renderContent(content ?? { body: '' }, channel) };
  }
  const version = versions.get(template.versionId);
  if (version === undefined) {
    return unsendable('template_not_found', 'The version of the template is not there any more.');
  }
  const rendered = renderer.render({
    cacheKey: template.versionId,
    template: version.expanded as unknown as TemplateDefinition,
    channel,
    locale: template.locale,
    data: template.data,
  });
  return rendered.ok ? rendered : unsendable(rendered.code, rendered.message);
};
