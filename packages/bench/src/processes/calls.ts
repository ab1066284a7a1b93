/** What a program answers to: each call has one input and one result, both JSON. */
export type Calls = Readonly<Record<string, (input: never) => unknown>>;

/** A call on its way to a program. */
export interface CallMessage {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

/** Its answer. `error` is the text of what was thrown. */
export interface AnswerMessage {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}
