import { withinDeadline } from '../lifecycle/within-deadline.ts';

export interface CheckResult {
  readonly status: 'ok' | 'failed';
  /** Why it failed; null when it did not. For operators: it may name hosts, never credentials. */
  readonly detail: string | null;
}

const failed = (detail: string): CheckResult => ({ status: 'failed', detail });

/** Runs one check; whatever it does, the answer comes within the deadline and is a value. */
export const runCheck = async (
  check: () => Promise<unknown>,
  deadlineMs: number,
): Promise<CheckResult> => {
  try {
    const inTime = await withinDeadline(check(), deadlineMs);
    return inTime ? { status: 'ok', detail: null } : failed(`no answer within ${deadlineMs} ms`);
  } catch (error) {
    return failed(error instanceof Error ? error.message : 'failed');
  }
};
