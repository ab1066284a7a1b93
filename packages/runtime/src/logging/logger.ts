export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What is known about a line beside its text. Ids, counts, codes; never a payload or an address. */
export type LogFields = Readonly<Record<string, unknown>>;

type Write = (message: string, fields?: LogFields) => void;

/** What the code logs with; hand it down as a dependency. */
export interface Logger {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
  /** A logger whose every line carries these fields too, such as `requestId`. */
  child(fields: LogFields): Logger;
}
