/**
 * Every `code` that a client may see so far (API.md, Conventions): a feature adds its own here, and
 * does not compile until the transports have mapped it.
 */
export const ERROR_CODES = [
  'invalid_json',
  'validation_failed',
  'scheduled_at_in_past',
  'scheduled_at_too_far',
  'webhook_url_not_allowed',
  'batch_too_large',
  'invalid_idempotency_key',
  'invalid_cursor',
  'unauthenticated',
  'insufficient_scope',
  'invalid_signature',
  'not_found',
  'method_not_allowed',
  'not_cancellable',
  'idempotency_in_progress',
  'conflict',
  'template_exists',
  'payload_too_large',
  'unsupported_media_type',
  'idempotency_key_reused',
  'template_not_found',
  'template_not_published',
  'template_variable_missing',
  'template_unsafe',
  'template_invalid',
  'template_budget_exceeded',
  'data_schema_mismatch',
  'destination_not_allowed',
  'subscriber_not_found',
  'topic_not_found',
  'no_address',
  'no_route',
  'sms_too_long',
  'rate_limited',
  'internal',
  'service_unavailable',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * One thing wrong with one field; `path` is dotted, as in `channels.0` or `content.body`. Within a
 * template's source `line` and `column` say where, both counted from 1.
 */
export interface FieldError {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** A refusal with a stable code. `detail` is for the client; `cause` stays inside. */
export class CarillonError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    detail: string,
    more: { errors?: readonly FieldError[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(detail, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'CarillonError';
    this.code = code;
    this.errors = more.errors;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}
