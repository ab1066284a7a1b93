import type { Channel } from '@carillon/domain';
import type { ChannelSources, TemplateDefinition } from './template-definition.ts';

/** What `locale` says when the template's own channels were taken, not those of one of its locales. */
export const DEFAULT_LOCALE = 'default';

const normalised = (locale: string): string => locale.replaceAll('_', '-').toLowerCase();

/** `zh-Hant-TW` → `zh-hant-tw`, `zh-hant`, `zh`. */
const chainOf = (locale: string): string[] => {
  const subtags = normalised(locale).split('-').slice(0, 8);
  return subtags.map((_, i) => subtags.slice(0, subtags.length - i).join('-'));
};

/**
 * The sources of a channel in the closest language: `pt-BR`, then `pt`, then the template's own
 * (RFC 4647, 3.4, Lookup). Locales compare without case, `_` counts as `-`. Null: the template does
 * not serve this channel.
 */
export const chooseSources = (
  { channels, locales }: TemplateDefinition,
  channel: Channel,
  locale?: string,
): { readonly locale: string; readonly sources: ChannelSources } | null => {
  const own =
    channels[channel] === undefined ? null : { locale: DEFAULT_LOCALE, sources: channels };
  if (locale === undefined || locales === undefined) return own;
  const byName = new Map(Object.keys(locales).map((name) => [normalised(name), name]));
  for (const wanted of chainOf(locale)) {
    const name = byName.get(wanted);
    const sources = name === undefined ? undefined : locales[name];
    if (name !== undefined && sources?.[channel] !== undefined) return { locale: name, sources };
  }
  return own;
};
