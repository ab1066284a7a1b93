import { CarillonError } from '@carillon/domain';
import { createBatcher, createPacer } from '@carillon/runtime';
import type { Renderer } from '@carillon/templates';
import { beforeDeadline } from '../http/before-deadline.ts';
import type { Asking } from './accept-entry.ts';
import { fetchSubscribers } from './fetch-subscribers.ts';
import { findTemplates, type FindTemplatesDeps } from './find-templates.ts';
import type { FoundTemplate } from './found-template.ts';
import type { RequestDraft } from './request-draft.ts';
import { tryTemplate } from './try-template.ts';

export interface TryTemplatesDeps extends FindTemplatesDeps {
  readonly renderer: Renderer;
}

/** The same request with its templates pinned and tried; what names none is handed back as it is. */
export type TryTemplates = <A extends Asking>(asking: A) => Promise<A>;

type Found = ReadonlyMap<RequestDraft, FoundTemplate>;

/** Drafts of one look-up. */
const MOST_DRAFTS = 1_000;
/** So long a request may be at it (503): for its look-ups, and for all its templates. */
const DEADLINE_MS = 1_500;
/** Templates are tried for so long before whatever else there is has its turn. */
const TRYING_MS = 10;

export const namesTemplates = ({ drafts }: Asking): boolean =>
  drafts.some(({ template }) => template !== null);

const tooMuch = (): CarillonError =>
  new CarillonError('service_unavailable', 'These templates take too long: send fewer at once.');

/**
 * Templates are tried before a request joins the group commit: a batch that takes long over them keeps
 * nobody waiting but itself. Requests that come at once share one look-up.
 */
export const createTryTemplates = (deps: TryTemplatesDeps): TryTemplates => {
  const pacer = createPacer(TRYING_MS);
  const lookUps = createBatcher<Asking, Found>({
    maxWeight: MOST_DRAFTS,
    weigh: ({ drafts }) => drafts.length,
    run: async (askings) => {
      const found = await findTemplates(deps, askings);
      return askings.map(() => found);
    },
  });

  return async (asking) => {
    if (!namesTemplates(asking)) return asking;
    const begun = performance.now();
    const { tenantId } = asking;
    const named = asking.drafts.filter(({ template }) => template !== null);
    const lookingUp = Promise.all([
      lookUps.add({ tenantId, drafts: named }),
      fetchSubscribers(deps.database, [{ tenantId, drafts: named }]),
    ]);
    const [templates, subscriberOf] = await beforeDeadline(lookingUp, DEADLINE_MS);
    const drafts: RequestDraft[] = [];
    for (const draft of asking.drafts) {
      const found = templates.get(draft);
      const subscriber = subscriberOf(tenantId, draft.request.to.subscriberId);
      const attempt = () =>
        found === undefined
          ? draft
          : tryTemplate(draft, { found, subscriber, renderer: deps.renderer });
      drafts.push(await pacer.run(attempt));
      if (performance.now() - begun > DEADLINE_MS) throw tooMuch();
    }
    return { ...asking, drafts };
  };
};
