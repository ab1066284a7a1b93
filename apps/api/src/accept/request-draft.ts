import type {
  ErrorCode,
  FieldError,
  NotificationRequest,
  TemplateReference,
} from '@carillon/domain';
import type { TemplateDefinition } from '@carillon/templates';

/** A request that is valid by itself; whether what it names exists is not known yet. */
export interface RequestDraft {
  /** With its template once that is tried; till then without, and perhaps without channels. */
  readonly request: NotificationRequest;
  /** The template that is asked for. */
  readonly template: TemplateReference | null;
  /** What trying it has come to; null till then, and where there is none. */
  readonly tried: TriedTemplate | null;
  readonly scheduledAt: Date | null;
  readonly dueAt: Date;
  readonly expiresAt: Date;
}

/** What a template makes of the data of a request: messages that can be sent, or why not (422). */
export type TriedTemplate =
  | {
      readonly ok: true;
      readonly definition: TemplateDefinition;
      /** What an SMS says; null where none is sent. */
      readonly smsText: string | null;
    }
  | { readonly ok: false; readonly problem: RequestProblem };

/** Why one request is refused. `errors` name its fields as they stand in the body. */
export interface RequestProblem {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly errors: readonly FieldError[];
}
