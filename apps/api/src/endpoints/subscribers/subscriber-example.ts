/** The subscriber that the examples of the documentation speak of. */
export const EXAMPLE_SUBSCRIBER_ID = 'ada';

export const exampleInput = {
  email: 'ada@example.com',
  phone: '+4366012345678',
  name: 'Ada Lovelace',
  locale: 'de-AT',
  timezone: 'Europe/Vienna',
  data: { plan: 'pro' },
};

/** The device that is his. */
export const exampleDevice = { token: 'dGhpcyBpcyBhIHRva2Vu:APA91b', platform: 'android' };

export const exampleSubscriber = {
  subscriberId: EXAMPLE_SUBSCRIBER_ID,
  ...exampleInput,
  devices: [exampleDevice],
  createdAt: '2025-08-31T12:00:24.064Z',
  updatedAt: '2025-08-31T12:00:24.064Z',
};
