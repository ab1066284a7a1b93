export type StopSignal = 'SIGINT' | 'SIGTERM';

/** What a signal asks for: a drain, nothing new, or the end at once. */
export type SignalMeaning = 'stop' | 'repeat' | 'exit';

/**
 * Ctrl-C in a terminal reaches the whole process group, and a parent then passes it on: the same
 * wish arrives twice within milliseconds.
 */
const SAME_WISH_MS = 500;

/**
 * Tells the first signal from its echoes and from an impatient second one. SIGTERM after SIGINT is
 * a parent that follows Ctrl-C with its own order to stop, so it never counts as a second signal.
 */
export const countSignals = (nowMs: () => number): ((signal: StopSignal) => SignalMeaning) => {
  let first: { at: number; signal: StopSignal } | null = null;
  return (signal) => {
    if (first === null) {
      first = { at: nowMs(), signal };
      return 'stop';
    }
    const isFollowUp = first.signal === 'SIGINT' && signal === 'SIGTERM';
    return isFollowUp || nowMs() - first.at < SAME_WISH_MS ? 'repeat' : 'exit';
  };
};
