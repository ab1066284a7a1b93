import type { ServerResponse } from 'node:http';

/** What a client gets; `body` is JSON already, so that a stored answer is sent as it was. */
export interface Answer {
  readonly status: number;
  readonly body: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** A stream: takes the response over when its headers are out. */
  readonly begin?: (res: ServerResponse) => void;
}

/** An answer with a value as its body. */
export const answer = (
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({ status, body: JSON.stringify(value), headers });

export const NO_CONTENT: Answer = { status: 204, body: null };
