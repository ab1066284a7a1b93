import { Refusal } from '../language/refusal.ts';

/** Of one template with all its locales, after layout and partials are in: what its check may read. */
const MAX_SOURCES = 1_000;
const MAX_LENGTH = 256 * 1_024;
const MAX_TAGS = 5_000;

/** Keeps count over a whole template, so that no number of locales makes a check that blocks. */
export interface TemplateBudget {
  /** Takes in one source after the other. Throws a `Refusal` where it is too much. */
  readonly spend: (source: string) => void;
  readonly isSpent: () => boolean;
}

const tagsIn = (source: string): number => source.split('<%').length - 1;

export const openTemplateBudget = (): TemplateBudget => {
  const used = { sources: 0, length: 0, tags: 0 };
  const isSpent = (): boolean =>
    used.sources > MAX_SOURCES || used.length > MAX_LENGTH || used.tags > MAX_TAGS;
  return {
    spend: (source) => {
      used.sources += 1;
      used.length += source.length;
      used.tags += tagsIn(source);
      if (!isSpent()) return;
      const message =
        `The template has more than ${MAX_SOURCES} texts, ${MAX_LENGTH / 1_024} KiB (with layout ` +
        `and partials) or ${MAX_TAGS} tags.`;
      throw new Refusal([{ code: 'template_budget_exceeded', message, at: 0 }]);
    },
    isSpent,
  };
};
