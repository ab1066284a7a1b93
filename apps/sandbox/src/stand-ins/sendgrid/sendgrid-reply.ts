import type { Request } from 'express';
import type { Answer } from '../../answers/answer.ts';
import type { Decision } from '../../answers/decision.ts';
import type { HttpReply } from '../../http/http-reply.ts';
import { jsonReply } from '../vendors/json-reply.ts';
import type { FieldProblem } from './read-mail-send.ts';

const errors = (status: number, message: string, field: string | null = null): HttpReply =>
  jsonReply(status, { errors: [{ message, field, help: null }] });

/** SendGrid's 400 for a request that lacks something. */
export const fieldReply = ({ field, message }: FieldProblem): HttpReply =>
  errors(400, message, field);

export const UNAUTHORIZED = errors(401, 'The provided authorization grant is invalid.');

const accepted = (request: Request): HttpReply => ({
  status: 202,
  headers: { 'x-message-id': String(request.res?.locals['messageId']) },
  body: '',
});

const REFUSALS: Readonly<Partial<Record<Answer, HttpReply>>> = {
  reject_recipient: errors(
    400,
    'Does not contain a valid address.',
    'personalizations.0.to.0.email',
  ),
  reject_message: errors(400, 'The content value must be a string.', 'content.0.value'),
  unauthorized: UNAUTHORIZED,
  transient: errors(503, 'Service unavailable'),
  rate_limited: errors(429, 'too many requests'),
};

/** What SendGrid answers to a mail. */
export const sendgridReply = ({ answer }: Decision, request: Request): HttpReply =>
  REFUSALS[answer] ?? accepted(request);
