/** The name of our backoff in BullMQ's job options: the error says how long. */
export const BACKOFF = 'as_decided';

/** Without a decision, after something that should not happen. */
const FALLBACK_MS = 5_000;

/** Thrown to BullMQ to run the job again after a delay that `domain` has decided. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';
  /** BullMQ stores stacks in Redis; this one would say nothing. */
  override readonly stack = '';
  readonly delayMs: number;

  constructor(delayMs: number) {
    super('retry');
    this.delayMs = delayMs;
  }
}

/** BullMQ's `settings.backoffStrategy`. At least 1 ms: BullMQ takes 0 for a way of its own. */
export const backoffStrategy = (_attempts: number, _type?: string, error?: Error): number =>
  error instanceof RetryLater ? Math.max(1, Math.round(error.delayMs)) : FALLBACK_MS;
