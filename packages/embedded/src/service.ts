/** A server that this process started and owns. */
export interface Service {
  /** Where clients connect, credentials included. */
  readonly url: string;
  readonly pid: number;
  /** Settles when the server has ended, asked or not, with how: `exit code 1`, `signal SIGKILL`. */
  readonly exited: Promise<string>;
  /** Stops it cleanly, with force after a time; returns when it is gone. May be called twice. */
  stop(): Promise<void>;
}
