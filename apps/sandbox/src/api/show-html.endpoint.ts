import type { RequestHandler } from 'express';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { Newest } from '../storage/newest.ts';
import { findMessage } from './find-message.ts';
import { sendProblem } from './problem.ts';

/** Nothing runs, nothing is sent anywhere but requests for pictures, nobody else may frame it. */
const POLICY = [
  'sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/**
 * `GET /api/messages/{id}/html`: the HTML of a mail for the mailbox's frame. A document of its own
 * and not `srcdoc`, which would inherit the page's strict policy and so lose every inline style.
 */
export const showHtml =
  (messages: Newest<StoredMessage>): RequestHandler =>
  async (request, response) => {
    const content = await findMessage(messages, request.params['id'])?.readContent();
    if (content === undefined || content.html === null) {
      return sendProblem(response, 404, { code: 'not_found', title: 'No HTML under this id' });
    }
    response.set('content-security-policy', POLICY).type('html').send(content.html);
  };
