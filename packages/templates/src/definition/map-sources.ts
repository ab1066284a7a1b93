import type { ChannelSources, TemplateDefinition } from './template-definition.ts';

/** How a source is rendered: with HTML escaped, as text, as text on one line, or as a URL. */
export type SourceKind = 'html' | 'text' | 'line' | 'url';

/** One Eta source of a template. */
export interface Source {
  /** Of the field: `channels.email.html`, `locales.pt.whatsapp.variables.1`. */
  readonly path: string;
  readonly kind: SourceKind;
  readonly text: string;
}

/** The kind of each field that is a source; of any other name it is text. */
const KINDS: ReadonlyMap<string, SourceKind> = new Map([
  ['html', 'html'],
  ['subject', 'line'],
  ['title', 'line'],
  ['url', 'url'],
]);

type Change = (source: Source) => string;
type Fields = Readonly<Record<string, unknown>>;

const mapEntries = (fields: Fields, change: (key: string, value: unknown) => unknown): Fields =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, change(key, value)]));

/** The fields of one channel; `contentSid` is a name, not a source. */
export const mapFields = (fields: Fields, root: string, change: Change): Fields =>
  mapEntries(fields, (key, value) => {
    const path = `${root}.${key}`;
    if (typeof value === 'string' && key !== 'contentSid') {
      return change({ path, kind: KINDS.get(key) ?? 'text', text: value });
    }
    if (typeof value !== 'object' || value === null) return value;
    return mapEntries(value as Fields, (name, text) =>
      change({ path: `${path}.${name}`, kind: 'line', text: String(text) }),
    );
  });

const mapChannels = (channels: ChannelSources, root: string, change: Change): ChannelSources =>
  mapEntries(channels as Fields, (channel, fields) =>
    fields === undefined ? undefined : mapFields(fields as Fields, `${root}.${channel}`, change),
  );

/** The same template with each of its sources, those of its locales too, put through `change`. */
export const mapSources = (definition: TemplateDefinition, change: Change): TemplateDefinition => {
  const { channels, locales } = definition;
  return {
    ...definition,
    channels: mapChannels(channels, 'channels', change),
    ...(locales && {
      locales: mapEntries(locales, (name, sources) =>
        mapChannels(sources as ChannelSources, `locales.${name}`, change),
      ) as Readonly<Record<string, ChannelSources>>,
    }),
  };
};
