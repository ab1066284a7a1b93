/** One of the small jobs that keep deliveries moving: each a file, each with a testable single pass. */
export interface Chore {
  readonly name: string;
  readonly intervalMs: number;
  /** True where one process per installation and interval is enough (`claimRun`). */
  readonly once: boolean;
  /**
   * One pass. Answers what it did, for one log line; null when there was nothing to do. One that may
   * take long ends early when `stop` aborts, as the process waits for it.
   */
  pass(stop?: AbortSignal): Promise<Readonly<Record<string, number>> | null>;
}
