import { CarillonError } from '@carillon/domain';
import { findNotification, listDeliveriesOf } from '@carillon/repositories';
import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_ID, exampleNotification } from './notification-example.ts';
import { notificationSchema, notificationView } from './notification-view.ts';

export const findNotificationEndpoint = defineEndpoint({
  method: 'GET',
  path: '/notifications/{id}',
  scope: 'notifications:read',
  tag: 'Notifications',
  summary: 'A notification and its deliveries',
  params: idParams,
  answers: {
    200: {
      description: 'The notification.',
      schema: notificationSchema,
      example: exampleNotification,
    },
  },
  refusals: ['not_found'],
  example: { params: { id: EXAMPLE_ID } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { id } }) => {
    const [record, deliveries] = await Promise.all([
      findNotification(database, { tenantId, id }),
      listDeliveriesOf(database, { tenantId, notificationIds: [id] }),
    ]);
    if (record === null) throw new CarillonError('not_found', 'There is no such notification.');
    return answer(200, notificationView(record, deliveries));
  },
});
