import { notificationIdOf } from '@carillon/domain';
import { listDeliveriesOf } from '@carillon/repositories';
import { answer } from '../../http/answer.ts';
import { idCursor } from '../../http/cursor.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { pageSchema } from '../../http/page-of.ts';
import { listQuery } from './list-query.ts';
import { exampleNotification } from './notification-example.ts';
import { notificationSchema, notificationView } from './notification-view.ts';
import { searchNotifications } from './search-notifications.ts';

export const listNotificationsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/notifications',
  scope: 'notifications:read',
  tag: 'Notifications',
  summary: 'Notifications, the newest first',
  description:
    'Stable while new ones come in. A page may be shorter than `limit` although `nextCursor` is set.',
  query: listQuery,
  answers: {
    200: {
      description: 'A page of notifications.',
      schema: pageSchema(notificationSchema),
      example: { data: [exampleNotification], nextCursor: null },
    },
  },
  refusals: ['invalid_cursor'],
  example: { query: { status: 'queued', limit: '5' } },
  handle: async ({ services: { database }, caller: { tenantId }, query }) => {
    const { rows, nextAfter } = await searchNotifications(database, tenantId, query);
    const notificationIds = rows.map(({ id }) => id);
    const deliveries = await listDeliveriesOf(database, { tenantId, notificationIds });
    const byNotification = Map.groupBy(deliveries, ({ id }) => notificationIdOf(id));
    return answer(200, {
      data: rows.map((row) => notificationView(row, byNotification.get(row.id) ?? [])),
      nextCursor: nextAfter === null ? null : idCursor.write(nextAfter),
    });
  },
});
