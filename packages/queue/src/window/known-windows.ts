import { type Places, TENANT_SHARE, type WindowClass, type WindowState } from './window-class.ts';

/** What a process knows of a window is believed this long, in milliseconds. */
export const FRESH_MS = 200;
/**
 * Jobs of a window that a process may let in before Redis has counted them: enough for every flush
 * of single requests, and all by which one process can overshoot.
 */
export const CREDIT_JOBS = 100;

/** What one process knows of the windows, so that most flushes need not ask Redis. */
export interface KnownWindows {
  /**
   * `none` when the window is closed, `all` when the jobs surely fit, else `ask`. Below half full any
   * tenant surely has room, since a tenant's share is half.
   */
  judge(wanted: Places, nowMs: number): 'all' | 'none' | 'ask';
  /** Jobs let in that Redis has not counted yet. */
  letIn(places: Places): void;
  /** Redis has counted them (or has failed to, which the reconciler corrects). */
  counted(places: Places): void;
  learn(window: WindowClass, state: WindowState, nowMs: number): void;
}

interface Known extends WindowState {
  readonly atMs: number;
}

const nameOf = ({ channel, rank }: WindowClass): string => `${channel}:${rank}`;

export const knownWindows = (): KnownWindows => {
  const known = new Map<string, Known>();
  const uncounted = new Map<string, number>();
  const add = (places: Places, jobs: number): void => {
    const name = nameOf(places);
    uncounted.set(name, Math.max(0, (uncounted.get(name) ?? 0) + jobs));
  };
  return {
    judge: (wanted, nowMs) => {
      const name = nameOf(wanted);
      const window = known.get(name);
      if (window === undefined || nowMs - window.atMs > FRESH_MS) return 'ask';
      if (window.closed) return 'none';
      const ahead = (uncounted.get(name) ?? 0) + wanted.jobs;
      return ahead <= CREDIT_JOBS && window.taken + ahead <= TENANT_SHARE ? 'all' : 'ask';
    },
    letIn: (places) => add(places, places.jobs),
    counted: (places) => add(places, -places.jobs),
    learn: (window, state, nowMs) => known.set(nameOf(window), { ...state, atMs: nowMs }),
  };
};
