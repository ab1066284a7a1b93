import type { RequestHandler } from 'express';
import { readBody } from '../../http/read-body.ts';
import { sendReply } from '../../http/http-reply.ts';
import type { StandInHost } from '../stand-in.ts';
import { jsonReply, objectIn, textOf } from '../vendors/json-reply.ts';
import { apiKeyOf } from './api-key-of.ts';
import { eventSigner } from './event-signer.ts';
import type { EventWebhooks } from './event-webhooks.ts';
import { UNAUTHORIZED } from './sendgrid-reply.ts';

const SETTINGS = '/v3/user/webhooks/event/settings';

/**
 * The settings of the Event Webhook: where the events of an API key go, and the public key that checks
 * them. https://www.twilio.com/docs/sendgrid/api-reference/webhooks
 */
export const mountEventSettings = (
  { routes }: Pick<StandInHost, 'routes'>,
  webhooks: EventWebhooks,
): void => {
  const withKey =
    (answer: (apiKey: string, body: Buffer) => unknown): RequestHandler =>
    async (request, response) => {
      const body = await readBody(request);
      const apiKey = apiKeyOf(request.headers.authorization);
      if (body === null) return;
      const reply = apiKey === null ? UNAUTHORIZED : jsonReply(200, answer(apiKey, body.bytes));
      sendReply(response, reply);
    };
  const show = (apiKey: string) => {
    const url = webhooks.urlOf(apiKey);
    return { enabled: url !== null, url: url ?? '' };
  };
  const change = (apiKey: string, body: Buffer) => {
    const { enabled, url } = objectIn(body);
    const wanted = enabled === true ? textOf(url) : null;
    webhooks.point(apiKey, wanted !== null && URL.canParse(wanted) ? wanted : null);
    return show(apiKey);
  };
  const showKey = (apiKey: string) => ({ public_key: eventSigner(apiKey).publicKey });
  routes.route(SETTINGS).get(withKey(show)).patch(withKey(change));
  routes.route(`${SETTINGS}/signed`).get(withKey(showKey)).patch(withKey(showKey));
};
