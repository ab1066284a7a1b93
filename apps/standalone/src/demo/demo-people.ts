/** Whom the demo writes to. Numbers and addresses are of those that are nobody's (RFC 2606, Ofcom). */
export const SUBSCRIBERS = [
  {
    id: 'demo-ada',
    person: {
      name: 'Ada',
      email: 'ada@example.com',
      phone: '+447700900001',
      locale: 'en-GB',
      timezone: 'Europe/London',
    },
    devices: ['demo-phone-of-ada', 'demo-tablet-of-ada'],
    preferences: { categories: {}, quietHours: null },
  },
  {
    id: 'demo-konrad',
    person: {
      name: 'Konrad',
      email: 'konrad@example.com',
      phone: '+4915100000001',
      locale: 'de-AT',
      timezone: 'Europe/Vienna',
    },
    devices: ['demo-phone-of-konrad'],
    preferences: { categories: {}, quietHours: { start: '22:00', end: '07:00' } },
  },
  {
    id: 'demo-grace',
    person: {
      name: 'Grace',
      email: 'grace@example.com',
      phone: '+12025550101',
      locale: 'en-US',
      timezone: 'America/New_York',
    },
    devices: [],
    preferences: { categories: { 'demo-news': { email: false } }, quietHours: null },
  },
] as const;

export const CATEGORIES = [
  { key: 'demo-orders', category: { name: 'Orders', optOut: false } },
  { key: 'demo-news', category: { name: 'News', channels: { sms: false } } },
] as const;

export const TOPIC = {
  key: 'demo-news',
  name: 'Everybody who wants to hear of new books',
} as const;
