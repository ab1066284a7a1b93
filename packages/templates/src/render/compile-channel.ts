import type { Channel } from '@carillon/domain';
import { mapFields, type SourceKind } from '../definition/map-sources.ts';
import type { ChannelSources } from '../definition/template-definition.ts';
import { compileTemplate, type CompiledTemplate } from '../engine/compile-template.ts';

/** One field of a channel, ready to run; the variables of a WhatsApp template are `variables.<name>`. */
export interface CompiledField {
  readonly field: string;
  readonly kind: SourceKind;
  readonly code: CompiledTemplate;
}

/** A channel's templates, compiled. */
export interface CompiledChannel {
  readonly fields: readonly CompiledField[];
  /** WhatsApp only: the vendor's template that the variables are for. */
  readonly contentSid: string | null;
}

/** Compiles what a channel says. Throws a `Refusal`. */
export const compileChannel = (sources: ChannelSources, channel: Channel): CompiledChannel => {
  const given = (sources[channel] ?? {}) as Readonly<Record<string, unknown>>;
  const fields: CompiledField[] = [];
  mapFields(given, '', ({ path, kind, text }) => {
    const code = compileTemplate(text, { isHtml: kind === 'html' });
    fields.push({ field: path.slice(1), kind, code });
    return text;
  });
  const contentSid = typeof given['contentSid'] === 'string' ? given['contentSid'] : null;
  return { fields, contentSid };
};
