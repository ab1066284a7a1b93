/** A process that runs: what the supervisor looks after. */
export interface Running {
  readonly pid: number;
  /** Settles when it has ended, asked or not, with how: `exit code 1`, `signal SIGKILL`. */
  readonly exited: Promise<string>;
  /** Asks it to drain, ends it by force after its time; returns when it is gone. */
  stop(): Promise<void>;
}
