import { ANSWERS } from '../../answers/answer.ts';
import type { StandIn } from '../stand-in.ts';
import { receiveWebhook } from './receive-webhook.ts';
import { webhookMagic } from './webhook-magic.ts';

/** Sinks for webhooks and event endpoints: `ANY /hooks/{name}`. */
export const webhookStandIn: StandIn = {
  provider: 'webhook',
  answers: ANSWERS,
  magic: webhookMagic,
  open: (intake, { routes }) => {
    routes.use('/hooks', (request, response) => receiveWebhook(intake, request, response));
    return Promise.resolve({ port: null, close: () => Promise.resolve() });
  },
};
