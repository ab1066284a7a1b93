import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { Answer } from '../../answers/answer.ts';
import type { Decision } from '../../answers/decision.ts';
import type { HttpReply } from '../../http/http-reply.ts';
import { jsonReply } from '../vendors/json-reply.ts';

const FCM_ERROR = 'type.googleapis.com/google.firebase.fcm.v1.FcmError';
const BAD_REQUEST = 'type.googleapis.com/google.rpc.BadRequest';

/** Status, Google's status and FCM's code (null: a bad payload) of each refusal. */
const REFUSALS: Readonly<Partial<Record<Answer, readonly [number, string, string | null]>>> = {
  reject_recipient: [404, 'NOT_FOUND', 'UNREGISTERED'],
  reject_message: [400, 'INVALID_ARGUMENT', null],
  unauthorized: [401, 'UNAUTHENTICATED', 'THIRD_PARTY_AUTH_ERROR'],
  transient: [503, 'UNAVAILABLE', 'UNAVAILABLE'],
  rate_limited: [429, 'RESOURCE_EXHAUSTED', 'QUOTA_EXCEEDED'],
};

/** An error in Google's form. */
export const googleError = (code: number, status: string, details: readonly object[]): HttpReply =>
  jsonReply(code, {
    error: { code, message: `The request was refused: ${status}.`, status, details },
  });

export const UNAUTHENTICATED = googleError(401, 'UNAUTHENTICATED', []);

const detailOf = (errorCode: string | null): object =>
  errorCode === null
    ? {
        '@type': BAD_REQUEST,
        fieldViolations: [{ field: 'message', description: 'Invalid value' }],
      }
    : { '@type': FCM_ERROR, errorCode };

/** What FCM answers to a message; a decision's `code` is FCM's error code. */
export const fcmReply = ({ answer, code, status }: Decision, request: Request): HttpReply => {
  const refusal = REFUSALS[answer];
  if (refusal === undefined) {
    const { project } = request.params as { project: string };
    return jsonReply(200, { name: `projects/${project}/messages/0:${randomUUID()}` });
  }
  const [ownStatus, google, errorCode] = refusal;
  return googleError(status ?? ownStatus, google, [detailOf(code ?? errorCode)]);
};
