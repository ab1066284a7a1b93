/** What one channel sends, rendered. Which fields a channel uses is API.md's table; null: none. */
export interface MessageParts {
  readonly title: string | null;
  readonly body: string;
  readonly html: string | null;
  readonly url: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
  /** WhatsApp only: the vendor's approved template that is sent in place of `body`. */
  readonly contentTemplate?: {
    readonly contentSid: string;
    readonly variables: Readonly<Record<string, string>>;
  } | null;
}
