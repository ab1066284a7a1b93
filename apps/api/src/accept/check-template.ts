import type { Channel, PinnedTemplate } from '@carillon/domain';
import type { RenderFailure, Renderer, TemplateDefinition } from '@carillon/templates';
import { renderProblem } from '../templates/render-problem.ts';
import type { RequestProblem } from './request-draft.ts';

/** A pinned template and what renders it. */
export interface Rendering {
  readonly renderer: Renderer;
  readonly definition: TemplateDefinition;
  readonly template: PinnedTemplate;
}

/** What a template makes of its data: messages that can be sent, or the reason why not (422). */
export type CheckedTemplate =
  | { readonly ok: true; readonly smsText: string | null }
  | { readonly ok: false; readonly problem: RequestProblem };

/** Deriving a mail's text from its HTML costs more than all the rest, and cannot fail. */
const CHECKED_IS_ENOUGH: ReadonlySet<Channel> = new Set(['email']);

/**
 * Tries a template on every channel that it is to be sent on, so that what is accepted can be sent. What
 * the data lacks is told of all channels together.
 */
export const checkTemplate = (
  { renderer, definition, template }: Rendering,
  deliveries: readonly { readonly channel: Channel }[],
): CheckedTemplate => {
  const refuse = (failure: RenderFailure): CheckedTemplate => ({
    ok: false,
    problem: renderProblem(failure, 'template.'),
  });
  const { versionId: cacheKey, locale, data } = template;
  const request = { cacheKey, template: definition, locale, data };
  const channels = [...new Set(deliveries.map(({ channel }) => channel))];
  const checked = renderer.checkData({ ...request, channels });
  if (!checked.ok) return refuse(checked);
  let smsText: string | null = null;
  for (const channel of channels) {
    if (CHECKED_IS_ENOUGH.has(channel)) continue;
    const rendered = renderer.render({ ...request, channel });
    if (!rendered.ok) return refuse(rendered);
    if (channel === 'sms') smsText = rendered.parts.body;
  }
  return { ok: true, smsText };
};
