import { notificationIdOf } from '@carillon/domain';
import { findNotifications, listDeliveriesOf } from '@carillon/repositories';
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
  readsAsOwner: true,
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
  handle: async ({ services: { database, clock }, caller: { tenantId }, query }) => {
    const deps = { database, now: clock.now() };
    const { ids, nextAfter } = await searchNotifications(deps, { tenantId, query });
    const [records, deliveries] = await Promise.all([
      findNotifications(database, { tenantId, ids }),
      listDeliveriesOf(database, { tenantId, notificationIds: ids }),
    ]);
    const byNotification = Map.groupBy(deliveries, ({ id }) => notificationIdOf(id));
    const views = records.map((record) =>
      notificationView(record, byNotification.get(record.id) ?? []),
    );
    return answer(200, {
      // One that has changed since it was found is left out rather than shown with another status.
      data: views.filter(({ status }) => query.status === undefined || status === query.status),
      nextCursor: nextAfter === null ? null : idCursor.write(nextAfter),
    });
  },
});
