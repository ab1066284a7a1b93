/** What a call was answered; nulls where there was no answer, or none with a code. */
export interface GivenAnswer {
  readonly status: number | null;
  readonly code: string | null;
  readonly behaviour: string;
}

/** One call of a client, accepted or not. */
export interface Call {
  readonly provider: string;
  /** The HTTP method, or the SMTP command that was answered. */
  readonly method: string;
  /** Null where the protocol has none. */
  readonly path: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The parsed fields of a form, null when it was none. */
  readonly form: Readonly<Record<string, string>> | null;
  /** Null while no recipient was named. */
  readonly to: string | null;
  readonly answer: GivenAnswer;
}

/** A call with the time at which it was seen. */
export interface SeenCall extends Call {
  readonly at: Date;
}
