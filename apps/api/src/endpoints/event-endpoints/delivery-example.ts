/** An event that the examples of the documentation speak of. */
export const EXAMPLE_EVENT_ID = '0198f3a0-6666-7000-8000-00000000ef01';

export const exampleEventDelivery = {
  eventId: EXAMPLE_EVENT_ID,
  type: 'delivery.failed',
  status: 'retrying',
  attempts: 2,
  maxAttempts: 10,
  nextAttemptAt: '2026-01-31T12:05:05.000Z',
  deliveredAt: null,
  lastError: { code: 'http_503', outcome: 'transient', message: 'The endpoint is not available.' },
  createdAt: '2026-01-31T12:00:00.000Z',
  updatedAt: '2026-01-31T12:00:05.000Z',
};
