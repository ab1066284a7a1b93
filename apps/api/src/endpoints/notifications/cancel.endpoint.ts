import { CarillonError } from '@carillon/domain';
import { cancelNotification } from '@carillon/repositories';
import { idParams } from '../../fields/id-field.ts';
import { NO_CONTENT } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_ID } from './notification-example.ts';

export const cancelNotificationEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/notifications/{id}',
  scope: 'notifications:write',
  tag: 'Notifications',
  summary: 'Cancel what still waits',
  description: 'Cancels every delivery that is scheduled, queued or retrying.',
  params: idParams,
  audits: true,
  answers: { 204: { description: 'At least one delivery was cancelled.' } },
  refusals: ['not_found', 'not_cancellable'],
  example: { params: { id: EXAMPLE_ID } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { id }, note }) => {
    note({ notificationId: id });
    const result = await cancelNotification(database, { tenantId, id });
    if (result === null) throw new CarillonError('not_found', 'There is no such notification.');
    if (result.cancelled === 0) {
      const states = result.states.join(', ');
      throw new CarillonError(
        'not_cancellable',
        `Nothing waits any more; its deliveries: ${states}.`,
      );
    }
    return NO_CONTENT;
  },
});
