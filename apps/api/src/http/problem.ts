import { CarillonError, type ErrorCode } from '@carillon/domain';
import { isUnavailable } from '@carillon/repositories';
import type { Answer } from './answer.ts';

interface Kind {
  readonly status: number;
  readonly title: string;
}

/** The status and title of every code; a new code does not compile until it is here. */
export const PROBLEMS: Readonly<Record<ErrorCode, Kind>> = {
  invalid_json: { status: 400, title: 'The body is not JSON' },
  validation_failed: { status: 400, title: 'The request is not valid' },
  scheduled_at_in_past: { status: 400, title: 'scheduledAt is past' },
  scheduled_at_too_far: { status: 400, title: 'scheduledAt is too far ahead' },
  webhook_url_not_allowed: { status: 400, title: 'The webhook URL is not allowed' },
  batch_too_large: { status: 400, title: 'The batch is too large' },
  invalid_idempotency_key: { status: 400, title: 'The idempotency key is not valid' },
  invalid_cursor: { status: 400, title: 'The cursor is not valid' },
  unauthenticated: { status: 401, title: 'Not authenticated' },
  insufficient_scope: { status: 403, title: 'Not allowed' },
  invalid_signature: { status: 403, title: 'The signature is not valid' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  not_cancellable: { status: 409, title: 'Nothing to cancel' },
  idempotency_in_progress: { status: 409, title: 'The same request is still running' },
  conflict: { status: 409, title: 'Conflict' },
  template_exists: { status: 409, title: 'There is a template of that key' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'Unsupported media type' },
  idempotency_key_reused: { status: 422, title: 'The idempotency key was used before' },
  template_not_found: { status: 422, title: 'No such template' },
  template_not_published: { status: 422, title: 'No version of the template is published' },
  template_variable_missing: { status: 422, title: 'The template needs more data' },
  template_unsafe: { status: 422, title: 'The template is not safe' },
  template_invalid: { status: 422, title: 'The template is not valid' },
  template_budget_exceeded: { status: 422, title: 'The template is too large or too costly' },
  data_schema_mismatch: { status: 422, title: 'The data does not fit the schema of the template' },
  destination_not_allowed: { status: 422, title: 'The destination is not allowed' },
  subscriber_not_found: { status: 422, title: 'No such subscriber' },
  topic_not_found: { status: 422, title: 'No such topic' },
  no_address: { status: 422, title: 'No address' },
  no_route: { status: 422, title: 'No provider for the channel' },
  sms_too_long: { status: 422, title: 'The SMS is too long' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Internal error' },
  service_unavailable: { status: 503, title: 'Not available now' },
};

/** How long a client is told to wait when nothing better is known. */
const RETRY_AFTER_SECONDS: Readonly<Partial<Record<ErrorCode, number>>> = {
  idempotency_in_progress: 1,
  service_unavailable: 1,
};

/** A refusal for whatever was thrown. What is nobody's fault but ours shows nothing of itself. */
export const refusalOf = (error: unknown): CarillonError => {
  if (error instanceof CarillonError) return error;
  if (isUnavailable(error)) {
    return new CarillonError('service_unavailable', 'Try again in a moment.', { cause: error });
  }
  // A path that is not percent-encoded UTF-8 names nothing.
  if (error instanceof URIError) return new CarillonError('not_found', 'There is nothing here.');
  return new CarillonError('internal', 'Something went wrong on our side.', { cause: error });
};

/** A refusal as RFC 9457 `application/problem+json`. */
export const problemAnswer = (refusal: CarillonError, requestId: string): Answer => {
  const { code, message: detail, errors } = refusal;
  const { status, title } = PROBLEMS[code];
  const retryAfter = refusal.retryAfterSeconds ?? RETRY_AFTER_SECONDS[code];
  return {
    status,
    body: JSON.stringify({
      type: `urn:carillon:problem:${code}`,
      title,
      status,
      code,
      detail,
      ...(errors === undefined ? {} : { errors }),
      requestId,
    }),
    headers: {
      'content-type': 'application/problem+json',
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
  };
};
