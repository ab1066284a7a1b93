import type { Answer } from './answer.ts';

/** How one call is answered; what is left out takes the stand-in's own value for that answer. */
export interface Decision {
  readonly answer: Answer;
  /** HTTP status or SMTP reply code. */
  readonly status?: number | undefined;
  /** The provider's own code: `5.2.2` in SMTP, `21610` with Twilio. */
  readonly code?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The answer's body as text or as JSON; the text of the reply in SMTP. */
  readonly body?: string | Readonly<Record<string, unknown>> | undefined;
  /** Goes into `Retry-After` as it is: seconds or an HTTP date. */
  readonly retryAfter?: string | number | undefined;
  readonly retryAfterSeconds?: number | undefined;
  /** Waits this long before anything is answered; `slow` has a default. */
  readonly delayMs?: number | undefined;
}

const SLOW_MS = 3000;

/** How long the answer is held back. */
export const delayOf = (decision: Decision): number =>
  decision.delayMs ?? (decision.answer === 'slow' ? SLOW_MS : 0);

/** The body that replaces the stand-in's own, if one was given. */
export const bodyOf = ({ body }: Decision): string | undefined =>
  typeof body === 'object' ? JSON.stringify(body) : body;

/** The value of `Retry-After`, if one was given. */
export const retryAfterOf = (decision: Decision): string | undefined => {
  const value = decision.retryAfter ?? decision.retryAfterSeconds;
  return value === undefined ? undefined : String(value);
};
