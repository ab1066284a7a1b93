import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { COMMON_ANSWERS } from '../../answers/answer.ts';
import { sendReply } from '../../http/http-reply.ts';
import type { Intake } from '../../intake/open-intake.ts';
import type { StandIn } from '../stand-in.ts';
import { jsonReply } from '../vendors/json-reply.ts';
import { receiveCall, type Vendor } from '../vendors/receive-call.ts';
import { callBack } from './call-back.ts';
import { readMessage } from './read-message.ts';
import { twilioMagic } from './twilio-magic.ts';
import { twilioError, twilioReply } from './twilio-reply.ts';

const ACCOUNT = '/2010-04-01/Accounts/:accountSid';
const UNAUTHORIZED = twilioError(401, 20_003, 'Authenticate');

/** The auth token of a request: the password of its basic authentication. */
const authTokenOf = ({ headers }: Request): string | null => {
  const [, encoded = ''] = /^Basic (\S+)$/.exec(headers.authorization ?? '') ?? [];
  const decoded = Buffer.from(encoded, 'base64').toString();
  const colon = decoded.indexOf(':');
  return colon > 0 ? decoded.slice(colon + 1) : null;
};

const messages: Vendor = {
  provider: 'twilio',
  read: (request, body) => {
    if (authTokenOf(request) === null) return UNAUTHORIZED;
    const message = readMessage(body);
    if (message.to === '') return twilioError(400, 21_604, "A 'To' phone number is required.");
    if (message.content.text === null) return twilioError(400, 21_602, 'Message body is required.');
    return message;
  },
  reply: twilioReply,
  afterAccept: (request, { form }) => {
    const { StatusCallback: url, To = '', From = '' } = form ?? {};
    if (url === undefined || !URL.canParse(url)) return;
    const sid = String(request.res?.locals['messageSid']);
    const { accountSid } = request.params as { accountSid: string };
    const about = {
      MessageSid: sid,
      SmsSid: sid,
      AccountSid: accountSid,
      ApiVersion: '2010-04-01',
    };
    const authToken = authTokenOf(request) ?? '';
    void callBack({ url, authToken, fields: { ...about, To, From } });
  },
};

/** What a client asks for to see whether its credentials are good: `unauthorized` is told here too. */
const showAccount =
  (intake: Intake): RequestHandler =>
  (request, response) => {
    const { accountSid } = request.params;
    const isKnown = authTokenOf(request) !== null && intake.refuseSession('twilio') === null;
    const account = { sid: accountSid, status: 'active', friendly_name: 'Sandbox', type: 'Full' };
    sendReply(response, isKnown ? jsonReply(200, account) : UNAUTHORIZED);
  };

/** Twilio's Messages API: any account, SMS and WhatsApp, with signed status callbacks. */
export const twilioStandIn: StandIn = {
  provider: 'twilio',
  answers: COMMON_ANSWERS,
  magic: twilioMagic,
  open: (intake, { routes }) => {
    routes.post(`${ACCOUNT}/Messages.json`, (request, response) => {
      response.locals['messageSid'] = `SM${randomBytes(16).toString('hex')}`;
      return receiveCall(intake, messages, request, response);
    });
    routes.get(`${ACCOUNT}.json`, showAccount(intake));
    return Promise.resolve({ port: null, close: () => Promise.resolve() });
  },
};
