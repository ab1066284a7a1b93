import type {
  ErrorCode,
  FieldError,
  NotificationRequest,
  TemplateReference,
} from '@carillon/domain';

/** A request that is valid by itself; whether what it names exists is not known yet. */
export interface RequestDraft {
  /** Without its template, and without channels where the template is to name them. */
  readonly request: NotificationRequest;
  readonly template: TemplateReference | null;
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
