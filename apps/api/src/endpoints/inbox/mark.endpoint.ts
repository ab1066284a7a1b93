import { CarillonError } from '@carillon/domain';
import { markInboxItem } from '@carillon/repositories';
import { z } from 'zod';
import { idField } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_SUBSCRIBER_ID } from '../subscribers/subscriber-example.ts';
import { subscriberParams } from '../subscribers/subscriber-params.ts';
import { EXAMPLE_ITEM_ID, exampleItem } from './inbox-example.ts';
import { inboxItemSchema, inboxItemView } from './inbox-item-view.ts';

const body = z
  .strictObject({
    seen: z.boolean().optional(),
    read: z.boolean().optional().meta({ description: 'Read implies seen.' }),
    archived: z.boolean().optional(),
  })
  .refine((marks) => Object.values(marks).some((mark) => mark !== undefined), {
    error: 'One of seen, read and archived is expected.',
  })
  .refine(({ seen, read }) => !(read === true && seen === false), {
    path: ['seen'],
    error: 'What is read is seen.',
  });

export const markInboxItemEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/subscribers/{subscriberId}/inbox/{itemId}',
  scope: 'subscribers:write',
  tag: 'Inbox',
  summary: 'Mark an item seen, read or archived, or take that back',
  params: subscriberParams.extend({ itemId: idField() }),
  body,
  answers: {
    200: { description: 'The item.', schema: inboxItemSchema, example: exampleItem },
  },
  refusals: ['not_found'],
  example: {
    params: { subscriberId: EXAMPLE_SUBSCRIBER_ID, itemId: EXAMPLE_ITEM_ID },
    body: { read: true },
  },
  handle: async ({ services, caller: { tenantId }, params, body: marks }) => {
    const { subscriberId, itemId } = params;
    const { database, inboxStreams } = services;
    const item = await markInboxItem(database, { tenantId, subscriberId, itemId, ...marks });
    if (item === null) throw new CarillonError('not_found', 'There is no such inbox item.');
    inboxStreams.changed({ tenantId, subscriberId });
    return answer(200, inboxItemView(item));
  },
});
