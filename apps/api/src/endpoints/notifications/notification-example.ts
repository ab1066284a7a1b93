import type { NotificationView } from './notification-view.ts';

/** The notification that the examples of the documentation speak of. */
export const EXAMPLE_ID = '01990000-0000-7000-8000-000000010000';
export const EXAMPLE_DELIVERY_ID = '01990000-0000-7000-8000-000000010001';

export const exampleRequest = {
  to: { email: 'ada@example.com' },
  channels: ['email'],
  content: {
    title: 'Order shipped',
    body: 'Your order 42 has shipped.',
    url: 'https://shop.example/42',
    data: { orderId: '42' },
  },
  priority: 'normal',
} as const;

const acceptedAt = '2025-08-31T12:00:24.064Z';

export const exampleNotification: NotificationView = {
  id: EXAMPLE_ID,
  status: 'queued',
  channels: ['email'],
  priority: 'normal',
  category: 'transactional',
  to: exampleRequest.to,
  content: exampleRequest.content,
  template: null,
  entity: null,
  metadata: null,
  correlationId: null,
  batchId: null,
  scheduledAt: null,
  expiresAt: '2025-09-03T12:00:24.064Z',
  createdAt: acceptedAt,
  updatedAt: acceptedAt,
  deliveries: [
    {
      id: EXAMPLE_DELIVERY_ID,
      channel: 'email',
      address: 'ada@example.com',
      status: 'queued',
      attempts: 0,
      maxAttempts: 5,
      nextAttemptAt: acceptedAt,
      provider: null,
      providerMessageId: null,
      sentAt: null,
      deliveredAt: null,
      lastError: null,
    },
  ],
};
