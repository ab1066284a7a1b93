/** The inbox item that the examples of the documentation speak of. */
export const EXAMPLE_ITEM_ID = '01990000-0000-7000-8000-000000030001';

export const exampleItem = {
  id: EXAMPLE_ITEM_ID,
  notificationId: '01990000-0000-7000-8000-000000030000',
  title: 'Order shipped',
  body: 'Your order 42 has shipped.',
  url: 'https://shop.example/42',
  data: { orderId: '42' },
  category: 'transactional',
  seenAt: null,
  readAt: null,
  archivedAt: null,
  createdAt: '2025-08-31T12:00:24.100Z',
};
