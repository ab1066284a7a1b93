import { CarillonError } from '@carillon/domain';
import { eraseRecent, eraseSubscriber } from '@carillon/repositories';
import { logAndContinue } from '@carillon/runtime';
import { NO_CONTENT } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_SUBSCRIBER_ID } from './subscriber-example.ts';
import { subscriberParams } from './subscriber-params.ts';

export const deleteSubscriberEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/subscribers/{subscriberId}',
  scope: 'subscribers:write',
  tag: 'Subscribers',
  summary: 'Erase a subscriber and what reminds of him',
  description:
    'He goes at once, with devices, preferences, memberships and inbox. What waits for him is cancelled, and addresses and content are taken out of the notifications to him: the newest at once, older ones by a worker soon after. States, times, outcomes and ids stay, and so do suppressions.',
  params: subscriberParams,
  audits: true,
  answers: { 204: { description: 'Erased.' } },
  refusals: ['not_found'],
  example: { params: { subscriberId: EXAMPLE_SUBSCRIBER_ID } },
  handle: async ({ services, caller: { tenantId }, params: { subscriberId } }) => {
    const { database, log, inboxStreams } = services;
    const addresses = await eraseSubscriber(database, { tenantId, subscriberId });
    if (addresses === null) throw new CarillonError('not_found', 'There is no such subscriber.');
    inboxStreams.changed({ tenantId, subscriberId });
    const recent = eraseRecent(database, { tenantId, subscriberId }, addresses);
    await logAndContinue(
      recent,
      log,
      'notifications of a deleted subscriber are left to the chore',
    );
    return NO_CONTENT;
  },
});
