import { runCheck, type CheckResult } from './run-check.ts';

/** One thing a process depends on. */
export interface HealthCheck {
  /** Resolves when all is well; a rejection's message becomes the detail. */
  readonly check: () => Promise<unknown>;
  readonly deadlineMs: number;
  /** Without it the process cannot do its work at all: it is `down`, not `degraded`. */
  readonly required: boolean;
}

export interface HealthReport {
  /** `ok`: all is well. `degraded`: works without something. `down`: not ready, 503. */
  readonly status: 'ok' | 'degraded' | 'down';
  readonly checks: Readonly<Record<string, CheckResult>>;
}

/**
 * A registry of checks, to be asked as often as one likes: a check that hangs is not started again
 * while it hangs, and takes no longer than its deadline to be reported.
 */
export const createHealth = (
  checks: Readonly<Record<string, HealthCheck>>,
): (() => Promise<HealthReport>) => {
  const running = new Map<string, Promise<unknown>>();

  const shared = (name: string, check: () => Promise<unknown>): Promise<unknown> => {
    const known = running.get(name);
    if (known !== undefined) return known;
    const begun = check().finally(() => running.delete(name));
    running.set(name, begun);
    return begun;
  };

  return async () => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, { check, deadlineMs, required }]) => {
        const result = await runCheck(() => shared(name, check), deadlineMs);
        return { name, result, required };
      }),
    );
    const failed = results.filter(({ result }) => result.status === 'failed');
    const status = failed.some(({ required }) => required) ? 'down' : 'degraded';
    return {
      status: failed.length === 0 ? 'ok' : status,
      checks: Object.fromEntries(results.map(({ name, result }) => [name, result])),
    };
  };
};
