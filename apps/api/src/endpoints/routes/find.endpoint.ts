import { findRoute } from '@carillon/repositories';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { exampleRoute, routeParams, routeSchema, routeView } from './route-view.ts';

export const findRouteEndpoint = defineEndpoint({
  method: 'GET',
  path: '/routes/{channel}',
  scope: 'providers:read',
  tag: 'Providers and routes',
  summary: 'Which accounts send for a channel',
  description: 'Without a route of its own a channel is served by the oldest account that can.',
  params: routeParams,
  answers: { 200: { description: 'The route.', schema: routeSchema, example: exampleRoute } },
  example: { params: { channel: 'email' } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { channel } }) =>
    answer(200, routeView(await findRoute(database, { tenantId, channel }))),
});
