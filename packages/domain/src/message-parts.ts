/** What one channel sends, rendered. Which fields a channel uses is API.md's table; null: none. */
export interface MessageParts {
  readonly title: string | null;
  readonly body: string;
  readonly html: string | null;
  readonly url: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
}
