import { CarillonError } from '@carillon/domain';
import { putRoute } from '@carillon/repositories';
import { z } from 'zod';
import { idField } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { exampleRoute, routeParams, routeSchema, STRATEGIES } from './route-view.ts';

const MOST_ACCOUNTS = 20;
const MOST_WEIGHT = 1_000;

const body = z
  .strictObject({
    accounts: z
      .array(
        z.strictObject({
          accountId: idField(),
          weight: z.int().min(0).max(MOST_WEIGHT).default(1).meta({
            description: 'Looked at by weighted; 0 only stands by.',
          }),
        }),
      )
      .max(MOST_ACCOUNTS)
      .refine(
        (list) => new Set(list.map((a) => a.accountId)).size === list.length,
        'An account is named once.',
      )
      .meta({ description: 'In their order; none means the oldest account again.' }),
    strategy: z.enum(STRATEGIES).default('failover'),
  })
  .meta({ id: 'RouteInput' });

export const putRouteEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/routes/{channel}',
  scope: 'providers:write',
  tag: 'Providers and routes',
  summary: 'Set which accounts send for a channel',
  description:
    'failover asks them in their order; weighted shares the deliveries. Both go on to another account when one is out of order, or has failed twice on a delivery.',
  params: routeParams,
  body,
  audits: true,
  answers: {
    200: { description: 'Replaced.', schema: routeSchema, example: exampleRoute },
    201: { description: 'Created.', schema: routeSchema, example: exampleRoute },
  },
  example: { params: { channel: 'email' }, body: exampleRoute },
  handle: async ({ services, caller: { tenantId }, params: { channel }, body: input }) => {
    const { accounts, strategy } = input;
    const put = await putRoute(services.database, tenantId, { channel, strategy, accounts });
    if (put.kind === 'stored') return answer(put.created ? 201 : 200, { accounts, strategy });
    const errors = accounts.flatMap(({ accountId }, i) =>
      put.accountIds.includes(accountId)
        ? [
            {
              path: `accounts.${i}.accountId`,
              code: 'unfit_account',
              message: `There is no such account, or it does not serve ${channel}.`,
            },
          ]
        : [],
    );
    throw new CarillonError('validation_failed', 'The route names an unfit account.', { errors });
  },
});
