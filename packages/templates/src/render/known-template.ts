import type { Channel } from '@carillon/domain';
import { chooseSources, DEFAULT_LOCALE } from '../definition/choose-sources.ts';
import type { TemplateDefinition } from '../definition/template-definition.ts';
import { Stop } from '../engine/run.ts';
import { compileSchema, type SchemaValidator } from '../schema/compile-schema.ts';
import { compileChannel, type CompiledChannel } from './compile-channel.ts';

/** What is kept of a template: each of its parts is compiled when it is first asked for. */
export interface KnownTemplate {
  /** The closest language's words for a channel. Throws a `Stop` or a `Refusal`. */
  readonly channel: (channel: Channel, locale: string | undefined) => LocalChannel;
  /** Null: any data will do. Throws a `SchemaRefusal`. */
  readonly validator: () => SchemaValidator | null;
}

export interface LocalChannel {
  readonly locale: string;
  readonly code: CompiledChannel;
}

/** A webhook's data is its message: it needs no words besides. */
const NO_WORDS: LocalChannel = {
  locale: DEFAULT_LOCALE,
  code: { fields: [], contentSid: null },
};

/** Weighs about as many characters as there are to compile. */
export const knowTemplate = (
  template: TemplateDefinition,
): { readonly value: KnownTemplate; readonly weight: number } => {
  const { locales, schema } = template;
  const channels = new Map<string, LocalChannel>();
  let validator: SchemaValidator | null | undefined;

  const compile = (channel: Channel, wanted: string | undefined): LocalChannel => {
    const chosen = chooseSources(template, channel, wanted);
    if (chosen === null && channel === 'webhook') return NO_WORDS;
    if (chosen === null) {
      throw new Stop('template_invalid', `The template does not serve the channel ${channel}.`);
    }
    // By the locale that was chosen, not the one that was wanted: of those there is no end.
    const key = `${channel} ${chosen.locale}`;
    const known = channels.get(key);
    if (known !== undefined) return known;
    const made = { locale: chosen.locale, code: compileChannel(chosen.sources, channel) };
    channels.set(key, made);
    return made;
  };
  const channelOf: KnownTemplate['channel'] = (channel, wanted) => {
    if (wanted !== undefined && locales !== undefined) return compile(channel, wanted);
    const known = channels.get(channel);
    if (known !== undefined) return known;
    const made = compile(channel, undefined);
    channels.set(channel, made);
    return made;
  };
  return {
    value: {
      channel: channelOf,
      validator: () => (validator ??= schema === undefined ? null : compileSchema(schema)),
    },
    weight: JSON.stringify(template).length,
  };
};
