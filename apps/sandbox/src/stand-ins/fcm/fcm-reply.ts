import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { Answer } from '../../answers/answer.ts';
import type { Decision } from '../../answers/decision.ts';
import type { HttpReply } from '../../http/http-reply.ts';
import { jsonReply } from '../vendors/json-reply.ts';

const FCM_ERROR = 'type.googleapis.com/google.firebase.fcm.v1.FcmError';
const BAD_REQUEST = 'type.googleapis.com/google.rpc.BadRequest';

const fcmError = (errorCode: string): object => ({ '@type': FCM_ERROR, errorCode });
const BAD_PAYLOAD = {
  '@type': BAD_REQUEST,
  fieldViolations: [{ field: 'message', description: 'Invalid value' }],
};

/** Status and details of each refusal. */
const REFUSALS: Readonly<Partial<Record<Answer, readonly [number, readonly object[]]>>> = {
  reject_recipient: [404, [fcmError('UNREGISTERED')]],
  reject_message: [400, [BAD_PAYLOAD]],
  unauthorized: [401, []],
  transient: [503, [fcmError('UNAVAILABLE')]],
  rate_limited: [429, [fcmError('QUOTA_EXCEEDED')]],
};

/** Google's name of a status (google.rpc.Code). */
const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

/** An error in Google's form. */
export const googleError = (code: number, details: readonly object[]): HttpReply => {
  const status = STATUS_NAMES[code] ?? 'UNKNOWN';
  const message = `The request was refused: ${status}.`;
  return jsonReply(code, { error: { code, message, status, details } });
};

/** What FCM answers to a message; a decision's `code` is FCM's error code. */
export const fcmReply = ({ answer, code, status }: Decision, request: Request): HttpReply => {
  const refusal = REFUSALS[answer];
  if (refusal === undefined) {
    const { project } = request.params as { project: string };
    return jsonReply(200, { name: `projects/${project}/messages/0:${randomUUID()}` });
  }
  const [ownStatus, details] = refusal;
  return googleError(status ?? ownStatus, code == null ? details : [fcmError(code)]);
};
