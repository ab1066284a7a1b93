/** Where a process gets the time from. Pass it on, or pass `now`; never ask the system yourself. */
export interface Clock {
  now(): Date;
  /** Milliseconds since 1970; for lengths of time use `performance.now()`. */
  nowMs(): number;
}

/** The clock of a running process, corrected towards PostgreSQL's. */
export interface SystemClock extends Clock {
  /** What is added to the machine's own time, in milliseconds. */
  readonly offsetMs: number;
  setOffsetMs(offsetMs: number): void;
}

/**
 * The only place that asks the machine for the time. PostgreSQL's clock decides what is due,
 * expired and leased (DESIGN.md, 5), so that a process measures how far it is off and corrects
 * itself: see `syncClock`.
 */
export const systemClock = (): SystemClock => {
  let offset = 0;
  const nowMs = (): number => Date.now() + offset;
  return {
    now: () => new Date(nowMs()),
    nowMs,
    get offsetMs() {
      return offset;
    },
    setOffsetMs: (offsetMs) => {
      offset = offsetMs;
    },
  };
};
