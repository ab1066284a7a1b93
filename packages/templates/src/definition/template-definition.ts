/** A subject or title, a body and a link, each an Eta source. */
export interface TitledSources {
  readonly title?: string | undefined;
  readonly body: string;
  /** Must come out as an absolute URL; a blank one is left out. */
  readonly url?: string | undefined;
}

/** At least one of `html` and `text`; where `text` is missing it is derived from the rendered html. */
export interface EmailSources {
  readonly subject: string;
  readonly html?: string | undefined;
  readonly text?: string | undefined;
}

/** A text of our own, or a template that the vendor has approved, with a source for each variable. */
export type WhatsAppSources =
  | { readonly text: string }
  | {
      readonly contentSid: string;
      readonly variables?: Readonly<Record<string, string>> | undefined;
    };

/**
 * What a template says on each channel it serves. A webhook's `data` is the request's own, as it
 * came: JSON is built, never rendered.
 */
export interface ChannelSources {
  readonly email?: EmailSources | undefined;
  readonly sms?: { readonly text: string } | undefined;
  readonly whatsapp?: WhatsAppSources | undefined;
  readonly push?: TitledSources | undefined;
  readonly webhook?: TitledSources | undefined;
  readonly in_app?: TitledSources | undefined;
  readonly system?: TitledSources | undefined;
}

/** A template as the API takes it and as a version stores it (API.md, Templates). */
export interface TemplateDefinition {
  readonly channels: ChannelSources;
  /** A locale replaces a channel whole: a Portuguese subject never goes with an English text. */
  readonly locales?: Readonly<Record<string, ChannelSources>> | undefined;
  /** The partial that stands around each `email.html`. */
  readonly layout?: string | undefined;
  /** JSON Schema of `data`: the keywords that `checkSchema` allows. */
  readonly schema?: Readonly<Record<string, unknown>> | undefined;
}
