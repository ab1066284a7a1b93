import { Router } from 'express';
import type { Answering } from '../behaviours/behaviour.ts';
import type { Decider } from '../behaviours/open-decider.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { SeenCall } from '../requests/call.ts';
import type { Newest } from '../storage/newest.ts';
import { behavioursEndpoint } from './behaviours.endpoint.ts';
import { describeSandbox, type SandboxInfo } from './describe-sandbox.endpoint.ts';
import { listMessages } from './list-messages.endpoint.ts';
import { listRequests } from './list-requests.endpoint.ts';
import { readMessage } from './read-message.endpoint.ts';
import { showHtml } from './show-html.endpoint.ts';
import { streamMessages } from './stream-messages.endpoint.ts';

export interface ApiDeps {
  readonly messages: Newest<StoredMessage>;
  readonly requests: Newest<SeenCall>;
  readonly decider: Decider;
  readonly standIns: readonly Answering[];
  readonly info: SandboxInfo;
}

/** The sandbox's own API, under `/api`. */
export const apiRoutes = ({ messages, requests, decider, standIns, info }: ApiDeps): Router => {
  const routes = Router();
  routes.get('/messages', listMessages(messages));
  routes.delete('/messages', (_request, response) => {
    messages.clear();
    requests.clear();
    response.status(204).end();
  });
  routes.get('/messages/:id', readMessage(messages));
  routes.get('/messages/:id/html', showHtml(messages));
  routes.get('/requests', listRequests(requests));
  routes.get('/stream', streamMessages(messages));
  routes.use('/behaviours', behavioursEndpoint(decider, standIns));
  routes.get('/info', describeSandbox(info));
  return routes;
};
