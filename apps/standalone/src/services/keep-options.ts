/** What a supervised server of a data folder needs to know. */
export interface KeepOptions {
  readonly home: string;
  /** Told of every start, the first included. */
  readonly onUp: (pid: number) => void;
  /** Told of every end that nobody asked for. */
  readonly onDown: (how: string, restartInMs: number) => void;
}
