import { deliverToInbox } from './delivery-rows.ts';
import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();

/** Puts an item into the inbox of somebody new. */
const putInto = async (subscriberId: string) => {
  await api().call('PUT', `/subscribers/${subscriberId}`, { body: {} });
  const request = emailRequest({ to: { subscriberId }, channels: ['in_app'] });
  const { body } = await api().call('POST', '/notifications', { body: request });
  const deliveryId = body.deliveries[0].id as string;
  await deliverToInbox(api().database, deliveryId);
  return {
    notificationId: body.id as string,
    deliveryId,
    inbox: `/subscribers/${subscriberId}/inbox`,
  };
};

const readsOf = async (notificationId: string) => {
  const { body } = await api().call('GET', `/notifications/${notificationId}/timeline`);
  return body.data.filter(({ type }: { type: string }) => type === 'read') as object[];
};

test('the timeline tells that an item was read, and when', async () => {
  const { notificationId, deliveryId, inbox } = await putInto('reader');
  expect(await readsOf(notificationId)).toEqual([]);
  const { body: item } = await api().call('PATCH', `${inbox}/${deliveryId}`, {
    body: { read: true },
  });
  const read = { at: item.readAt, type: 'read', deliveryId, channel: 'in_app', detail: null };
  expect(await readsOf(notificationId)).toEqual([read]);
});

test('reading all of an inbox is told by the timelines too', async () => {
  const { notificationId, inbox } = await putInto('reads-all');
  await api().call('POST', `${inbox}/read-all`);
  expect(await readsOf(notificationId)).toHaveLength(1);
});

test('what is unread again is not told as read', async () => {
  const { notificationId, deliveryId, inbox } = await putInto('unreader');
  for (const read of [true, false]) {
    await api().call('PATCH', `${inbox}/${deliveryId}`, { body: { read } });
  }
  expect(await readsOf(notificationId)).toEqual([]);
});
