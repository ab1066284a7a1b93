import type { Channel, PinnedTemplate } from '@carillon/domain';
import type { Renderer, TemplateDefinition } from '@carillon/templates';
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

/**
 * Tries a template on every channel that it is to be sent on, so that what is accepted can be sent. What
 * the data lacks is told of all channels together.
 */
export const checkTemplate = (
  { renderer, definition, template }: Rendering,
  deliveries: readonly { readonly channel: Channel }[],
): CheckedTemplate => {
  const { versionId: cacheKey, locale, data } = template;
  const request = { cacheKey, template: definition, locale, data };
  const channels = [...new Set(deliveries.map(({ channel }) => channel))];
  const checked = renderer.checkData({ ...request, channels });
  if (!checked.ok) return { ok: false, problem: renderProblem(checked, 'template.') };
  // Only of an SMS does it matter what it says.
  const sms = channels.includes('sms') ? renderer.render({ ...request, channel: 'sms' }) : null;
  return { ok: true, smsText: sms?.ok ? sms.parts.body : null };
};
