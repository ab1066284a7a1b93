/** A try that did not bring its 202. */
export interface Refusal {
  /** When it was asked, in ms since 1970. */
  readonly askedAt: number;
  /** What the api said; null where there was no answer. */
  readonly status: number | null;
  readonly retryAfter: string | null;
  /** How long it took to be refused. */
  readonly ms: number;
}
