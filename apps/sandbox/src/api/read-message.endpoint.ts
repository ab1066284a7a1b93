import type { RequestHandler } from 'express';
import { messageView } from '../messages/message-view.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { Newest } from '../storage/newest.ts';
import { findMessage } from './find-message.ts';
import { sendProblem } from './problem.ts';

/** `GET /api/messages/{id}`: one message, as in the list. */
export const readMessage =
  (messages: Newest<StoredMessage>): RequestHandler =>
  async (request, response) => {
    const message = findMessage(messages, request.params['id']);
    if (message === null) {
      return sendProblem(response, 404, { code: 'not_found', title: 'No such message' });
    }
    response.json(await messageView(message));
  };
