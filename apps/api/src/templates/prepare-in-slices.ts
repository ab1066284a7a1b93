import { setImmediate as turn } from 'node:timers/promises';
import type { Channel } from '@carillon/domain';
import {
  type ChannelSources,
  prepareTemplate,
  type TemplateDefinition,
  type TemplateProblem,
} from '@carillon/templates';

/** Of a version with its partials put in: each source in each language may name 64 KiB of them. */
const MAX_EXPANDED_LENGTH = 1_024 * 1_024;
/** Enough to go on with; whoever mends these hears of the rest. */
const MOST_PROBLEMS = 20;

/** One channel of a template, or of one of its locales. */
interface Slice {
  readonly path: string;
  /** Null: the template's own. */
  readonly locale: string | null;
  readonly sources: ChannelSources;
}

const slicesOf = (channels: ChannelSources, locale: string | null): Slice[] =>
  (Object.keys(channels) as Channel[]).map((channel) => ({
    path: locale === null ? `channels.${channel}` : `locales.${locale}.${channel}`,
    locale,
    sources: { [channel]: channels[channel] },
  }));

/** A slice as a template of its own, so that its problems are found at their places. */
const asTemplate = ({ locale, sources }: Slice) =>
  locale === null ? { channels: sources } : { channels: {}, locales: { [locale]: sources } };

const tooLarge = ({ path }: Slice): TemplateProblem => ({
  path,
  code: 'template_budget_exceeded',
  message: `With its partials the template is longer than ${MAX_EXPANDED_LENGTH / 1_024} KiB.`,
});

const endsIt = ({ code }: TemplateProblem): boolean => code === 'template_budget_exceeded';

/**
 * `prepareTemplate` channel by channel, with a turn of the event loop for everybody else between them:
 * checking a megabyte of sources takes more than a second (measured), and this process accepts
 * notifications meanwhile. Ends early where there is too much of sources or of problems.
 */
export const prepareInSlices = async (
  { channels, locales = {}, layout, schema }: TemplateDefinition,
  partials: ReadonlyMap<string, string>,
): Promise<ReturnType<typeof prepareTemplate>> => {
  const frame = prepareTemplate({ channels: {}, layout, schema }, partials);
  if (!frame.ok) return frame;
  const problems: TemplateProblem[] = [];
  const made = new Map<string | null, ChannelSources>();
  const slices = [
    ...slicesOf(channels, null),
    ...Object.entries(locales).flatMap(([locale, sources]) => slicesOf(sources, locale)),
  ];
  let length = 0;
  for (const slice of slices) {
    await turn();
    const prepared = prepareTemplate({ ...asTemplate(slice), layout }, partials);
    if (prepared.ok) {
      const { locale } = slice;
      const { expanded } = prepared;
      const sources = locale === null ? expanded.channels : expanded.locales?.[locale];
      length += JSON.stringify(sources).length;
      made.set(locale, { ...made.get(locale), ...sources });
    } else problems.push(...prepared.problems);
    if (length > MAX_EXPANDED_LENGTH) problems.push(tooLarge(slice));
    if (problems.length >= MOST_PROBLEMS || problems.some(endsIt)) break;
  }
  if (problems.length > 0) return { ok: false, problems };
  const spoken = Object.keys(locales).map((locale) => [locale, made.get(locale) ?? {}] as const);
  const expanded = {
    ...frame.expanded,
    channels: made.get(null) ?? {},
    ...(spoken.length === 0 ? {} : { locales: Object.fromEntries(spoken) }),
  };
  return { ok: true, expanded };
};
