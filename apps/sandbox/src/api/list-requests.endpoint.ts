import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { SeenCall } from '../requests/call.ts';
import { requestView } from '../requests/request-view.ts';
import type { Newest } from '../storage/newest.ts';
import { selectNewest } from '../storage/select-newest.ts';
import { limitField } from './limit-field.ts';
import { sendInvalid } from './problem.ts';
import { sendList } from './send-list.ts';

const query = z.object({
  provider: z.string().optional(),
  to: z.string().optional(),
  limit: limitField,
});

const views = function* (calls: Iterable<SeenCall>) {
  for (const call of calls) yield requestView(call);
};

/** `GET /api/requests`: every call seen, accepted or not, newest first. */
export const listRequests =
  (requests: Newest<SeenCall>): RequestHandler =>
  async (request, response) => {
    const { success, data: wanted, error } = query.safeParse(request.query);
    if (!success) return sendInvalid(response, error);
    const { provider, to, limit } = wanted;
    const fits = (call: SeenCall): boolean =>
      (provider === undefined || call.provider === provider) &&
      (to === undefined || call.to === to);
    return sendList(response, views(selectNewest(requests.newestFirst(), fits, limit)));
  };
