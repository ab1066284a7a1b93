/** The delivery whose dead letter the examples of the documentation speak of. */
export const EXAMPLE_DEAD_ID = '01990000-0000-7000-8000-000000020001';

export const exampleDeadLetter = {
  deliveryId: EXAMPLE_DEAD_ID,
  notificationId: '01990000-0000-7000-8000-000000020000',
  channel: 'email',
  address: 'nobody@example.com',
  provider: 'smtp',
  code: '550 5.1.1',
  outcome: 'permanent_recipient',
  message: 'The mailbox does not exist.',
  attempts: 1,
  redrives: 0,
  deadAt: '2025-08-31T12:00:25.000Z',
};
