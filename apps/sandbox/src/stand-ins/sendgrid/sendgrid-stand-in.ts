import { COMMON_ANSWERS } from '../../answers/answer.ts';
import { emailMagic } from '../../behaviours/email-magic.ts';
import { sendReply } from '../../http/http-reply.ts';
import type { StandIn } from '../stand-in.ts';
import { receiveCall, type Vendor } from '../vendors/receive-call.ts';
import { jsonReply } from '../vendors/json-reply.ts';
import { readMailSend } from './read-mail-send.ts';
import { fieldReply, sendgridReply, UNAUTHORIZED } from './sendgrid-reply.ts';

const hasKey = (authorization: string | undefined): boolean =>
  /^Bearer \S+$/.test(authorization ?? '');

const mailSend: Vendor = {
  provider: 'sendgrid',
  read: (request, body) => {
    if (!hasKey(request.headers.authorization)) return UNAUTHORIZED;
    const message = readMailSend(body);
    return 'field' in message ? fieldReply(message) : message;
  },
  reply: sendgridReply,
};

/** SendGrid's Web API as far as mail goes: any key is taken. */
export const sendgridStandIn: StandIn = {
  provider: 'sendgrid',
  answers: COMMON_ANSWERS,
  magic: emailMagic,
  open: (intake, { routes }) => {
    routes.post('/v3/mail/send', (request, response) =>
      receiveCall(intake, mailSend, request, response),
    );
    routes.get('/v3/scopes', (request, response) => {
      // What a client asks for to see whether its key is good: `unauthorized` is told here too.
      const allowed =
        hasKey(request.headers.authorization) && intake.refuseSession('sendgrid') === null;
      sendReply(response, allowed ? jsonReply(200, { scopes: ['mail.send'] }) : UNAUTHORIZED);
    });
    return Promise.resolve({ port: null, close: () => Promise.resolve() });
  },
};
