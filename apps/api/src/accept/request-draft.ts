import type { ErrorCode, FieldError, NotificationRequest } from '@carillon/domain';

/** A request that is valid by itself; whether its subscriber exists is not known yet. */
export interface RequestDraft {
  readonly request: NotificationRequest;
  readonly scheduledAt: Date | null;
  readonly dueAt: Date;
  readonly expiresAt: Date;
}

/** Why one request is refused. `errors` name its fields as they stand in the body. */
export interface RequestProblem {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly errors: readonly FieldError[];
}
