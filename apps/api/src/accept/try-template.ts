import {
  type Channel,
  digestData,
  type NotificationRequest,
  reachableChannels,
} from '@carillon/domain';
import type { SubscriberAddresses } from '@carillon/repositories';
import type { Renderer } from '@carillon/templates';
import { renderProblem } from '../templates/render-problem.ts';
import type { FoundTemplate } from './found-template.ts';
import { pinTemplate } from './pin-template.ts';
import type { RequestDraft, TriedTemplate } from './request-draft.ts';

/** What a draft's template is tried with. */
export interface TryInput {
  readonly found: FoundTemplate;
  readonly subscriber: SubscriberAddresses | null;
  readonly renderer: Renderer;
}

/** Those that are sent on; the members of a topic may be reached on any. */
const channelsOf = (
  request: NotificationRequest,
  subscriber: SubscriberAddresses | null,
): readonly Channel[] =>
  request.to.topic === undefined ? reachableChannels(request, subscriber) : request.channels;

/** A digest's template is tried as it will be rendered, though with one item. */
const dataOf = ({ digest, template }: NotificationRequest) => {
  const data = template?.data ?? {};
  return digest === undefined ? data : digestData(data, [data]);
};

const tryOn = (
  request: NotificationRequest,
  { found, subscriber, renderer }: TryInput & { readonly found: { readonly ok: true } },
): TriedTemplate => {
  const { definition, versionId } = found;
  const { locale } = request.template ?? {};
  const asked = { cacheKey: versionId, template: definition, locale, data: dataOf(request) };
  const channels = channelsOf(request, subscriber);
  const checked = renderer.checkData({ ...asked, channels });
  if (!checked.ok) return { ok: false, problem: renderProblem(checked, 'template.') };
  // Only of an SMS does it matter what it says.
  const sms = channels.includes('sms') ? renderer.render({ ...asked, channel: 'sms' }) : null;
  return { ok: true, definition, smsText: sms?.ok ? sms.parts.body : null };
};

/**
 * Pins a draft's template and tries it on every channel that it is to be sent on, so that what is
 * accepted can be sent. What the data lacks is told of all channels together.
 */
export const tryTemplate = (draft: RequestDraft, input: TryInput): RequestDraft => {
  const { found } = input;
  if (!found.ok) return { ...draft, tried: found };
  const pinned = pinTemplate(draft, { ...input, found });
  if (!pinned.ok) return { ...draft, tried: pinned };
  const { request } = pinned;
  return { ...draft, request, tried: tryOn(request, { ...input, found }) };
};
