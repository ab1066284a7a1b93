import type { SendCall, SendRequest } from '../contract.ts';

/** A plain request; `accepted` a day ago so that nothing in it is the present. */
export const sampleRequest = (overrides: Partial<SendRequest> = {}): SendRequest => ({
  tenantId: '01935f2a-0000-7000-8000-000000000001',
  notificationId: '01935f2a-1111-7000-8000-000000000000',
  deliveryId: '01935f2a-1111-7000-8000-000000000001',
  attemptId: '01935f2a-1111-7000-8000-000100000001',
  attempt: 1,
  channel: 'email',
  address: 'ada@example.org',
  recipientName: 'Ada',
  parts: {
    title: 'Order shipped',
    body: 'Your order 42 has shipped.',
    html: null,
    url: 'https://shop.example/42',
    data: { orderId: '42' },
  },
  category: 'transactional',
  priority: 'normal',
  acceptedAt: new Date('2026-01-02T03:04:05.000Z'),
  expiresAt: new Date('2026-01-05T03:04:05.000Z'),
  ...overrides,
});

/** A call with time enough and leave to begin. */
export const sampleCall = (overrides: Partial<SendCall> = {}): SendCall => ({
  signal: AbortSignal.timeout(10_000),
  deadlineMs: 10_000,
  mayBegin: () => true,
  ...overrides,
});
