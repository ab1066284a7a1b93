import { json, Router } from 'express';
import { behaviourList, type Answering } from '../behaviours/behaviour.ts';
import type { Decider } from '../behaviours/open-decider.ts';
import { sendInvalid } from './problem.ts';

/** `GET|PUT|DELETE /api/behaviours`: the rules in force; PUT replaces them all. */
export const behavioursEndpoint = (decider: Decider, standIns: readonly Answering[]): Router => {
  const body = behaviourList(standIns);
  const routes = Router();
  routes.get('/', (_request, response) => {
    response.json({ data: decider.behaviours() });
  });
  routes.put('/', json({ limit: '1mb', type: () => true }), (request, response) => {
    const { success, data, error } = body.safeParse(request.body);
    if (!success) return sendInvalid(response, error);
    decider.replaceBehaviours(data);
    response.json({ data: decider.behaviours() });
  });
  routes.delete('/', (_request, response) => {
    decider.replaceBehaviours([]);
    response.status(204).end();
  });
  return routes;
};
