import type { Channel } from './channels.ts';

/** What a channel may say; an override names any of these fields. */
export interface ContentFields {
  /** At most `MAX_TITLE_LENGTH` characters. */
  readonly title?: string | undefined;
  /** 1 to `MAX_BODY_LENGTH` characters. */
  readonly body?: string | undefined;
  /** At most `MAX_HTML_BYTES` of UTF-8; only e-mail sends it. */
  readonly html?: string | undefined;
  /** An http or https URL. */
  readonly url?: string | undefined;
  /** A JSON object within `checkData`'s limits. */
  readonly data?: Readonly<Record<string, unknown>> | undefined;
}

/** What a notification says, in the caller's own words; `overrides` replace field by field. */
export interface NotificationContent extends ContentFields {
  readonly body: string;
  readonly overrides?: { readonly [C in Channel]?: ContentFields | undefined } | undefined;
}
