import { randomBytes } from 'node:crypto';
import { COMMON_ANSWERS } from '../../answers/answer.ts';
import { emailMagic } from '../../behaviours/email-magic.ts';
import { sendReply } from '../../http/http-reply.ts';
import type { StandIn } from '../stand-in.ts';
import { receiveCall, type Vendor } from '../vendors/receive-call.ts';
import { jsonReply } from '../vendors/json-reply.ts';
import { apiKeyOf } from './api-key-of.ts';
import { mountEventSettings } from './event-settings.ts';
import { STORY_RECIPIENTS } from './event-story.ts';
import { createEventWebhooks, type EventWebhooks } from './event-webhooks.ts';
import { readMailSend } from './read-mail-send.ts';
import { fieldReply, sendgridReply, UNAUTHORIZED } from './sendgrid-reply.ts';

const mailSend = (webhooks: EventWebhooks): Vendor => ({
  provider: 'sendgrid',
  read: (request, body) => {
    if (apiKeyOf(request.headers.authorization) === null) return UNAUTHORIZED;
    const message = readMailSend(body);
    return 'field' in message ? fieldReply(message) : message;
  },
  reply: sendgridReply,
  afterAccept: (request, { to, ids }) => {
    const args = {
      carillon_notification: ids.notificationId,
      carillon_delivery: ids.deliveryId,
      carillon_attempt: ids.attemptId,
    };
    const apiKey = apiKeyOf(request.headers.authorization) ?? '';
    const messageId = String(request.res?.locals['messageId']);
    void webhooks.tell({ apiKey, to, messageId, args });
  },
});

/** SendGrid's Web API as far as mail goes, and its signed Event Webhook: any key is taken. */
export const sendgridStandIn: StandIn = {
  provider: 'sendgrid',
  answers: COMMON_ANSWERS,
  magic: { ...emailMagic, recipients: [...emailMagic.recipients, ...STORY_RECIPIENTS] },
  open: (intake, host) => {
    const { routes } = host;
    const webhooks = createEventWebhooks(host.now);
    const vendor = mailSend(webhooks);
    routes.post('/v3/mail/send', (request, response) => {
      response.locals['messageId'] = randomBytes(16).toString('base64url');
      return receiveCall(intake, vendor, request, response);
    });
    routes.get('/v3/scopes', (request, response) => {
      // What a client asks for to see whether its key is good: `unauthorized` is told here too.
      const allowed =
        apiKeyOf(request.headers.authorization) !== null &&
        intake.refuseSession('sendgrid') === null;
      sendReply(response, allowed ? jsonReply(200, { scopes: ['mail.send'] }) : UNAUTHORIZED);
    });
    mountEventSettings(host, webhooks);
    return Promise.resolve({ port: null, close: () => Promise.resolve() });
  },
};
